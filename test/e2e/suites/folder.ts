// The run on one folder that is trusted, as most people work.

import { activation, findings, fixes, hovers } from './language.js';
import { runMocha } from './runMocha.js';

export const run = () =>
  runMocha(() => {
    activation();
    findings();
    hovers();
    fixes();
  });
