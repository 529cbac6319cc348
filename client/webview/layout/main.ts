/** The layout view: messages in, pictures out. */
import './layout.css';
import { openChannel } from '../shared/channel.js';
import { render } from '../shared/components.js';
import { LayoutView } from './layoutView.js';
import { type FromLayoutView, type LayoutState, layoutState, type ToLayoutView, toLayoutView } from './messages.js';
import { emptyModel, expandedPaths, type Model, received, restored, stateOf } from './model.js';

let model: Model = emptyModel;
let isScheduled = false;
let expanded = '[]';
let subject: Pick<LayoutState, 'uri' | 'record'> = {};

const view = new LayoutView({
  post: (message) => channel.post(message),
  change(next) {
    model = next;
    save();
    tellExpanded();
    schedule();
  },
  redraw: () => schedule(),
});

const channel = openChannel<ToLayoutView, FromLayoutView, LayoutState>({
  messages: toLayoutView,
  state: layoutState,
  receive(message) {
    if (message.type === 'subject') {
      subject = { uri: message.uri, record: message.record };
      save();
    }
    model = received(model, message);
    tellExpanded();
    schedule();
  },
});
if (channel.restored !== undefined) model = restored(model, channel.restored);
schedule();

function save(): void {
  channel.save({ ...stateOf(model), ...subject });
}

/** Members of records declared elsewhere come only when asked for. */
function tellExpanded(): void {
  if (model.shown === undefined) return;
  const paths = expandedPaths(model);
  const text = JSON.stringify(paths);
  if (text === expanded) return;
  expanded = text;
  channel.post({ type: 'expand', paths: [...paths] });
}

/** Several changes at once are one picture. */
function schedule(): void {
  if (isScheduled) return;
  isScheduled = true;
  queueMicrotask(() => {
    isScheduled = false;
    const root = document.getElementById('view');
    if (root === null) return;
    render(view.render(model), root);
    view.rendered(root);
  });
}
