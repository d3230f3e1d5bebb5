/** Chooses one row of the list. A plain box: the list is a form that only reads, without script too. */
export const ChooseTick = ({ id, label, className = '' }: { id: number; label: string; className?: string }) => (
  <label className={`grid size-9 shrink-0 cursor-pointer place-items-center max-sm:size-11 ${className}`}>
    <input type="checkbox" className="checkbox checkbox-sm" name="row" value={id} aria-label={label} />
  </label>
);
