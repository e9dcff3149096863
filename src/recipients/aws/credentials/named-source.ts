import type { AwsProfile } from '../../../customers/index.ts';
import { CustomerFailure } from '../../errors/failure.ts';
import { incompleteProfile } from '../../errors/profile-failures.ts';
import { environmentIdentity } from './environment.ts';
import type { Identity } from './identity.ts';
import type { IdentityDeps } from './identity-deps.ts';
import { containerIdentity, instanceIdentity } from './machine.ts';

/** Where `credential_source` points (AWS SDKs and tools reference guide: assume role credential provider). @throws CustomerFailure */
export async function namedSource(
  profile: AwsProfile,
  source: string,
  deps: IdentityDeps,
  signal: AbortSignal,
): Promise<Identity> {
  const shared = (look: (until: AbortSignal) => Promise<Identity>) =>
    deps.lookups.ask(`source ${source}`, look, signal);
  const absent = (what: string): CustomerFailure =>
    new CustomerFailure(
      incompleteProfile(
        profile.name,
        `its credential_source is ${source}, but ${what}`,
        `Correct credential_source of profile ${profile.name}, or provide what it names`,
        `credential_source ${source}`,
      ),
    );
  switch (source) {
    case 'Environment': {
      const identity = environmentIdentity(deps.env);
      if (identity === undefined) throw absent('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set');
      return identity;
    }
    case 'EcsContainer':
      return shared(async (until) => {
        const identity = await containerIdentity(deps, until);
        if (identity === undefined) throw absent('this is no container that AWS gives credentials to');
        return identity;
      });
    case 'Ec2InstanceMetadata':
      return shared(async (until) => {
        const identity = await instanceIdentity(deps, until);
        if (identity === undefined) throw absent('AWS_EC2_METADATA_DISABLED is set');
        return identity;
      });
    default:
      throw new CustomerFailure(
        incompleteProfile(
          profile.name,
          `its credential_source ${source} is not known`,
          `Make credential_source of profile ${profile.name} one of Environment, Ec2InstanceMetadata, EcsContainer`,
        ),
      );
  }
}
