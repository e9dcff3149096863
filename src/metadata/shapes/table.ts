import { announcement } from './announcement.ts';
import { documented } from './documented.ts';
import { flat } from './flat.ts';
import { functional } from './functional.ts';
import { nested } from './nested.ts';
import { portal } from './portal.ts';
import type { Shape } from './shape.ts';
import { snakeCase } from './snake-case.ts';

/** Every shape there is, in the order in which they are tried: the first that recognises a document has it. */
export const SHAPES: readonly Shape[] = [
  announcement,
  snakeCase,
  nested,
  documented,
  portal,
  functional,
  flat,
];
