// What stands in where nothing is asked of an answer.

import type { CarriedCheck } from './carried';

export const anyAnswer: CarriedCheck = { regex: '\\S', name: 'an answer' };
