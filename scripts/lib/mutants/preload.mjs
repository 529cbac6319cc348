// Preloaded into every process of a test that judges a mutant: the module at UAPI_MUTANT_OF has the text of UAPI_MUTANT.

import { register } from 'node:module';
import '../compiledProgram.mjs';

if (process.env.UAPI_MUTANT_OF !== undefined) register('./hooks.mjs', import.meta.url);
