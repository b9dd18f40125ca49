import { Dialog } from '@jupyterlab/apputils';
import { Widget } from '@lumino/widgets';

import { say, type IContext } from './context';
import { statementOf, type IStatement } from './model';
import type { Divergence } from './types.gen';

/** Longest reason that the server keeps. */
const MAX_REASON = 2000;

/** Ask why a finding is rejected; null where the person thinks better of it. */
export function askRejection(
  finding: Divergence,
  context: IContext
): Promise<IStatement | null> {
  const { trans } = context;
  const form = new StatementForm(finding, context);
  form.addText('reason', trans.__('Why it is wrong'), true);
  form.addHint(
    trans.__(
      'The finding does not come back while the texts are as they are. The decision is kept beside the draft.'
    )
  );
  return ask(form, {
    title: trans.__('Reject %1', finding.id),
    accept: trans.__('Reject'),
    cancel: trans.__('Cancel'),
    read: values => ({
      ...statementOf(finding),
      status: 'rejected',
      reason: values.reason,
      reason_type: ''
    })
  });
}

/** Ask what a finding is and why the draft deviates; null where nothing is said. */
export function askClassification(
  finding: Divergence,
  context: IContext
): Promise<IStatement | null> {
  const { model, trans } = context;
  const { nature, severity, reason_type } = model.page!.names;
  const before = statementOf(finding);
  const form = new StatementForm(finding, context);
  const asFound = trans.__('As the workbench says');
  const kept = (name: string) => `${asFound} (${name})`;
  form.addChoice(
    'as_nature',
    trans.__('Nature'),
    nature,
    before.as_nature,
    before.as_nature ? asFound : kept(nature[finding.nature])
  );
  form.addChoice(
    'as_severity',
    trans.__('Severity'),
    severity,
    before.as_severity,
    before.as_severity ? asFound : kept(severity[finding.severity])
  );
  form.addChoice(
    'reason_type',
    trans.__('Kind of the reason'),
    reason_type,
    before.reason_type,
    trans.__('None named')
  );
  form.addText(
    'reason',
    trans.__('Why the draft deviates'),
    false,
    before.reason
  );
  return ask(form, {
    title: trans.__('Reclassify %1 or give a reason', finding.id),
    accept: trans.__('Save'),
    cancel: trans.__('Cancel'),
    read: values => {
      const statement = { ...before, ...values } as IStatement;
      const isEmpty =
        statement.status === 'open' && !Object.values(values).some(Boolean);
      if (!isEmpty) {
        return statement;
      }
      // Nothing is said any more: that takes back what was said before.
      return finding.decision ? { ...statement, status: 'none' } : null;
    }
  });
}

type Values = Record<string, string>;

async function ask(
  form: StatementForm,
  options: {
    title: string;
    accept: string;
    cancel: string;
    read: (values: Values) => IStatement | null;
  }
): Promise<IStatement | null> {
  const dialog = new Dialog<Values>({
    title: options.title,
    body: form,
    focusNodeSelector: 'textarea',
    buttons: [
      Dialog.cancelButton({ label: options.cancel }),
      Dialog.okButton({ label: options.accept })
    ]
  });
  // The dialog looks for fields that are not right on input only.
  void dialog.ready.then(() => form.check());
  const { button, value } = await dialog.launch();
  return button.accept && value ? options.read(value) : null;
}

/** The fields of a decision about a finding. */
class StatementForm extends Widget implements Dialog.IBodyWidget<Values> {
  constructor(finding: Divergence, context: IContext) {
    super();
    this.addClass('jp-Workbench-statement');
    this.addHint(say(finding.note, context));
  }

  addHint(text: string): void {
    const hint = document.createElement('p');
    hint.textContent = text;
    this.node.append(hint);
  }

  addText(name: string, label: string, isNeeded: boolean, value = ''): void {
    const text = document.createElement('textarea');
    text.rows = 4;
    text.maxLength = MAX_REASON;
    text.value = value;
    text.required = isNeeded;
    if (isNeeded) {
      text.addEventListener('input', () => {
        const wasEmpty = text.validity.customError;
        const isEmpty = !text.value.trim();
        text.setCustomValidity(isEmpty ? label : '');
        if (isEmpty !== wasEmpty) {
          // The dialog has looked before, on the way of the event down to here.
          this.check();
        }
      });
    }
    this._add(name, label, text);
  }

  addChoice(
    name: string,
    label: string,
    choices: Readonly<Record<string, string>>,
    chosen: string,
    none: string
  ): void {
    const select = document.createElement('select');
    for (const [code, text] of [['', none], ...Object.entries(choices)]) {
      select.add(new Option(text, code, false, code === chosen));
    }
    this._add(name, label, select);
  }

  /** Have the dialog look whether every field is right. */
  check(): void {
    for (const field of Object.values(this._fields)) {
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
  }

  getValue(): Values {
    return Object.fromEntries(
      Object.entries(this._fields).map(([name, field]) => [
        name,
        field.value.trim()
      ])
    );
  }

  private _add(
    name: string,
    text: string,
    field: HTMLTextAreaElement | HTMLSelectElement
  ): void {
    field.name = name;
    field.classList.add('jp-mod-styled');
    const label = document.createElement('label');
    const words = document.createElement('span');
    words.textContent = text;
    label.append(words, field);
    this.node.append(label);
    this._fields[name] = field;
  }

  private readonly _fields: Record<
    string,
    HTMLTextAreaElement | HTMLSelectElement
  > = {};
}
