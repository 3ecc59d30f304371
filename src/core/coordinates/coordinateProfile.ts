// How a family of models gives places on a picture. A profile says what to ask for and how to read it; it is never guessed from the numbers.

import type { AxisOrder } from '../../shared/results/picture';

/** What the numbers count. `pixels`: px of the picture as the model sees it. The others are a fixed range for each axis. */
export type CoordinateUnit = 'pixels' | 'thousandths' | 'percent' | 'unit' | 'bins999' | 'bins1024';

/** How places are written. */
export type CoordinateForm = 'json' | 'gemini' | 'qwen' | 'molmo' | 'det' | 'loc';

export interface CoordinateProfile {
  /** The id as it is written in `coordinates:`, `gemini_yx1000`. */
  id: string;
  /** The form in words: `y before x, thousandths of each axis`. */
  description: string;
  order: AxisOrder;
  unit: CoordinateUnit;
  form: CoordinateForm;
  /**
   * Of a `pixels` profile: the size (px) the model's own preprocessing makes of the picture it is sent, where a vendor documents it;
   * its numbers count px of that. Absent: px of the picture that was sent.
   */
  seenSize?(sent: { width: number; height: number }): { width: number; height: number };
}
