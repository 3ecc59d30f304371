// Pictures and what was found on them, as zod schemas.

import * as z from 'zod';
import {
  axisOrders,
  foundMeasures,
  foundStates,
  imageMediaTypes,
  profileChoices,
  type CoordinateReading,
  type FoundMark,
  type ImageEvidence,
  type ImageFile,
  type Overlay,
  type RecordedImage,
  type Shape,
  type TruthMark,
} from '../../shared/results/picture';
import { unionOf, type FieldSchemas, type MemberSchemas } from '../files/schemaTables';

/** A run folder may come from somebody else: its pictures are its own and lie in `images/`. */
export const insideImages = z.string().regex(/^images\/(?!\.\.?$)[^/\\]+$/, 'expected a file in images/');

export const imageFile = z.object({
  file: insideImages,
  mediaType: z.enum(imageMediaTypes),
  width: z.number(),
  height: z.number(),
  bytes: z.number(),
  sha256: z.string(),
}) satisfies z.ZodObject<FieldSchemas<ImageFile>>;

/** A picture of a prompt, also as `images/images.json` lists it. */
export const recordedImage = z.object({
  ...imageFile.shape,
  source: z.string(),
  sent: imageFile,
}) satisfies z.ZodObject<FieldSchemas<RecordedImage>>;

const shapes = {
  point: z.object({ kind: z.literal('point'), x: z.number(), y: z.number() }),
  box: z.object({ kind: z.literal('box'), x1: z.number(), y1: z.number(), x2: z.number(), y2: z.number() }),
  polygon: z.object({ kind: z.literal('polygon'), points: z.array(z.tuple([z.number(), z.number()])) }),
  ellipse: z.object({ kind: z.literal('ellipse'), x: z.number(), y: z.number(), rx: z.number(), ry: z.number() }),
} satisfies MemberSchemas<Shape, 'kind'>;
const shape = unionOf('kind', shapes);

const truthMark = z.object({
  shape,
  label: z.string().optional(),
  isMissed: z.boolean(),
}) satisfies z.ZodObject<FieldSchemas<TruthMark>>;

const foundMark = z.object({
  shape,
  label: z.string().optional(),
  state: z.enum(foundStates),
  truth: z.number().nullable(),
  measure: z.object({ name: z.enum(foundMeasures), value: z.number() }).optional(),
  nearest: z.tuple([z.number(), z.number()]).optional(),
}) satisfies z.ZodObject<FieldSchemas<FoundMark>>;

const coordinates = z.object({
  profile: z.string(),
  description: z.string(),
  chosenBy: z.enum(profileChoices),
  transform: z.object({ order: z.enum(axisOrders), width: z.number(), height: z.number() }),
  parsed: z.array(z.array(z.number())),
  canonical: z.array(z.array(z.number())),
  clipped: z.array(z.string()).optional(),
}) satisfies z.ZodObject<FieldSchemas<CoordinateReading>>;

const overlay = z.object({
  truth: z.array(truthMark),
  found: z.array(foundMark),
}) satisfies z.ZodObject<FieldSchemas<Overlay>>;

/** What was found on a picture. */
export const imageEvidence = z.object({
  overlay: overlay.optional(),
  coordinates: coordinates.optional(),
}) satisfies z.ZodObject<FieldSchemas<ImageEvidence>>;
