'use client';

export type FilterField = { name: string; label: string; value: string; options: [value: string, label: string][] };

/** A plain form over the address; a client component only so that its choices travel once (see FigureRows). */
export function FilterForm({
  fields,
  kept,
  any,
  submit,
}: {
  fields: FilterField[];
  /** What the form doesn't ask and the address keeps. */
  kept: [name: string, value: string][];
  any: string;
  submit: string;
}) {
  return (
    <form action="/analysis" className="grid w-80 max-w-full gap-3 p-2">
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {fields.map(({ name, label, value, options }) => (
        <label key={name}>
          <span className="field-label">{label}</span>
          <select name={name} defaultValue={value} className="select w-full">
            <option value="">{any}</option>
            {options.map(([option, text]) => (
              <option key={option} value={option}>
                {text}
              </option>
            ))}
          </select>
        </label>
      ))}
      <button type="submit" className="btn btn-line">
        {submit}
      </button>
    </form>
  );
}
