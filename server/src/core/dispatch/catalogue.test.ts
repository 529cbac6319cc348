/** What the models say about themselves: lists and pages show it, whatever call is simulated. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dispatchModels } from './models.js';
import { parameterDefaults } from './simulateCall.js';

/** Prose is a text in words: no part of it is missing, and no part stands for a value that is not there. */
function checkProse(text: unknown, about: string): void {
  assert.equal(typeof text, 'string', about);
  assert.doesNotMatch(String(text), /undefined|NaN|\s\s|^\s|\s$|^$/, about);
}

for (const model of dispatchModels) {
  test(`${model.id}: title, summary, parameters, errnos and steps are told`, () => {
    checkProse(model.title, 'title');
    checkProse(model.summary, 'summary');
    assert.match(model.summary, /\.$/, 'summary');
    for (const { name, value, choices, text } of model.parameters) {
      checkProse(text, name);
      if (choices !== undefined) assert.ok(choices.includes(String(value)), `${name}: ${value} is no choice`);
    }
    for (const { errno, reason } of model.errnos) checkProse(reason, errno);
    // Each choice of a parameter may have steps of its own.
    const defaults = parameterDefaults(model);
    const chosen = model.parameters.flatMap(({ name, choices = [] }) => choices.map((choice) => ({ [name]: choice })));
    for (const choice of [{}, ...chosen]) {
      const steps = model.steps({ ...defaults, ...choice });
      assert.ok(steps.length > 0);
      for (const { kind, text, source } of steps) {
        checkProse(text, `${JSON.stringify(choice)} ${kind}`);
        assert.match(text, /\.$|^[A-D]: /, kind);
        checkProse(source, `${JSON.stringify(choice)} ${kind}`);
      }
    }
  });
}
