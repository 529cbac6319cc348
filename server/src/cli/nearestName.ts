/** Names near to a mistyped one; they live in `core`, whose rules use them too. */
export { didYouMean, nearestName } from '../core/index.js';
