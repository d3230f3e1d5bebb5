/** Icons that stand in many places of one page, drawn once and pointed at by `<use>`. */
export function Icons() {
  const line = {
    fill: 'none',
    stroke: 'currentColor',
    strokeWidth: 1.75,
    strokeLinecap: 'round',
    strokeLinejoin: 'round',
  } as const;
  return (
    <svg className="hidden" aria-hidden="true">
      <symbol id="alert-icon" viewBox="0 0 24 24">
        <path {...line} d="m21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3M12 9v4m0 4h.01" />
      </symbol>
      <symbol id="info-icon" viewBox="0 0 24 24">
        <path {...line} d="M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0M12 16v-4m0-4h.01" />
      </symbol>
    </svg>
  );
}
