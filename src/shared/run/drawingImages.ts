/** How many result images of a run are drawn, while they are drawn after its last answer. */
export interface DrawingImages {
  /** Drawn, or failed. */
  done: number;
  asked: number;
}
