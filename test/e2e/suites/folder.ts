// The run on one folder that is trusted, as most people work.

import { completion, lenses, virtualDocuments } from './features.js';
import { activation, findings, fixes, hovers } from './language.js';
import { crashes, settings, trusted, work } from './life.js';
import { runMocha } from './runMocha.js';
import { tasks } from './tasks.js';

export const run = () =>
  runMocha(() => {
    activation();
    findings();
    hovers();
    fixes();
    completion();
    lenses();
    virtualDocuments();
    tasks();
    settings();
    trusted();
    work();
    crashes();
  });
