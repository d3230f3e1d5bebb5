import { Download } from 'lucide-react';

/**
 * Asks for a file. A form that posts, not a link: every export is recorded (R41), and reading an address writes nothing.
 * `href` comes from `customersExport` or `analysisExport` (lib/exports/links); show it to whoever `canExport` says.
 */
export function ExportButton({
  href,
  label,
  className = 'btn btn-line',
}: {
  href: string;
  label: string;
  className?: string;
}) {
  return (
    <form method="post" action={href}>
      <button type="submit" className={className}>
        <Download aria-hidden />
        {label}
      </button>
    </form>
  );
}
