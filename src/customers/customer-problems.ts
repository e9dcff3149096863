import {
  customerMentions,
  nearestName,
  type CustomerMention,
  type MetadataInspection,
  type Problem,
  type RelatedPlace,
} from '../metadata/index.ts';
import type { ConfigLoad } from './customer-config.ts';
import { resolveCustomerNames } from './resolve-names.ts';

type LoadedConfig = Extract<ConfigLoad, { kind: 'loaded' }>;

/** A file with more unknown customers than this is about other customers altogether. */
const MOST = 100;

/**
 * What a metadata text says about customers that the configuration does not bear out: a code that is not in it
 * (`CustomerNotInConfig`), a code whose entry cannot be used (`ConfigInvalid`), a friendly name that nobody has. The codes'
 * problems are warnings, as the other customers are asked all the same. Each points at the configuration, too.
 */
export function customerProblems(inspection: MetadataInspection, config: ConfigLoad): readonly Problem[] {
  if (config.kind === 'failed') return [];
  const { reading, document } = inspection;
  const names =
    reading.customerNames === undefined
      ? []
      : resolveCustomerNames({ ...reading, problems: [] }, config).problems;
  if (config.kind === 'absent') return names;
  const codes = customerMentions(document)
    .filter(({ counts }) => counts)
    .flatMap((mention) => {
      const found = codeProblem(mention, config);
      if (found === undefined) return [];
      const { code, message, ...rest } = found;
      return [{ ...document.problemAt(mention.path, 'warning', code, message, mention.range), ...rest }];
    });
  return [...names, ...codes.slice(0, MOST)];
}

function codeProblem(
  { customerCode }: CustomerMention,
  config: LoadedConfig,
): Pick<Problem, 'code' | 'message' | 'meant' | 'related'> | undefined {
  const { customers, invalidCustomers } = config.config;
  if (customers.has(customerCode)) return undefined;
  const broken = invalidCustomers?.get(customerCode);
  if (broken !== undefined) {
    const message = `The entry of ${customerCode} in ${config.file} cannot be used, so this customer cannot be asked.`;
    return { code: 'ConfigInvalid', message, ...related(config, customerCode, broken.message) };
  }
  const meant = nearestName(customerCode, [...customers.keys()]);
  const hint = meant === undefined ? '' : ` Did you mean “${meant}”?`;
  const message = `There is no customer “${customerCode}” in ${config.file}, so it cannot be asked.${hint}`;
  return {
    code: 'CustomerNotInConfig',
    message,
    ...(meant === undefined ? {} : { meant, ...related(config, meant, `“${meant}” is configured here.`) }),
  };
}

function related(
  { entries, file }: LoadedConfig,
  customerCode: string,
  message: string,
): { readonly related?: readonly RelatedPlace[] } {
  const place = entries?.places.get(customerCode);
  return place === undefined ? {} : { related: [{ file, message, ...place }] };
}
