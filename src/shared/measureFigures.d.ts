import type { TestMeasures } from './events';
export interface MeasureFigure {
    name: string;
    value: string;
    definition: string;
}
/** In the order above; a measure that nobody has described is shown by its own name at the end. */
export declare function measureFigures(recorded: TestMeasures | undefined): MeasureFigure[];
