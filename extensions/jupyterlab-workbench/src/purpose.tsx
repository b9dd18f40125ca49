import * as React from 'react';

import { say, type IContext } from './context';
import type { Gate } from './types.gen';

/** Names of gates that people know by their number: other names are the library's own. */
const KNOWN_GATE = /^[A-Z]\d+$/;

/** So many conditions are shown at once; of more one sees first how many are met. */
const GATES_SHOWN = 3;

/** What the comparison is read as, and what it says for that purpose. */
export function Purpose(context: IContext) {
  const { model, trans } = context;
  const { purposes } = model.page!;
  const view = model.view;
  const select = React.useId();
  return (
    <section
      className="jp-Workbench-purpose"
      aria-label={trans.__('Read as')}
      aria-busy={model.isBusy}
    >
      <div className="jp-Workbench-readAs">
        <label htmlFor={select}>{trans.__('Read as')}</label>
        <select
          id={select}
          value={model.perspective}
          onChange={event => void model.readAs(event.target.value)}
        >
          <option value="">{trans.__('No particular purpose')}</option>
          {purposes.map(({ perspective, name, countries }) =>
            countries.length ? (
              <optgroup key={name} label={name}>
                {countries.map(country => (
                  <option key={country.perspective} value={country.perspective}>
                    {`${country.name} · ${name}`}
                  </option>
                ))}
              </optgroup>
            ) : (
              <option key={perspective} value={perspective}>
                {name}
              </option>
            )
          )}
        </select>
      </div>
      {view && (
        <>
          <strong>{say(view.title, context)}</strong>
          <p>{say(view.conclusion, context)}</p>
          {view.gates.length > 0 && (
            <Gates key={view.perspective} {...context} gates={view.gates} />
          )}
        </>
      )}
    </section>
  );
}

/** The conditions that have to be met: how many are, and which. */
function Gates({ gates, ...context }: IContext & { gates: readonly Gate[] }) {
  const { trans } = context;
  const names = {
    failed: trans.__('Not passed'),
    open: trans.__('Open'),
    passed: trans.__('Passed')
  };
  const states = Object.keys(names) as (keyof typeof names)[];
  return (
    <details className="jp-Workbench-gates" open={gates.length <= GATES_SHOWN}>
      <summary>
        {trans.__('Gates')}
        {states.map(state => {
          const count = gates.filter(gate => stateOf(gate) === state).length;
          return (
            count > 0 && (
              <span
                key={state}
                className={`jp-Workbench-gateState jp-mod-${state}`}
              >
                {names[state]} {count}
              </span>
            )
          );
        })}
      </summary>
      <ul>
        {gates.map(gate => (
          <li key={gate.id}>
            <span className={`jp-Workbench-gateState jp-mod-${stateOf(gate)}`}>
              {names[stateOf(gate)]}
            </span>
            <span>
              {KNOWN_GATE.test(gate.id) && <b>{gate.id} </b>}
              {say(gate.note, context)}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function stateOf({ passed }: Gate): 'passed' | 'failed' | 'open' {
  return passed === null ? 'open' : passed ? 'passed' : 'failed';
}
