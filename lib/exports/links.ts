type Query = string | Record<string, string | string[] | undefined> | URLSearchParams;

/** Where the customer list is asked for as a file; takes the list's own query. */
export const customersExport = (query: Query = '') => withQuery('/api/exports/customers.xlsx', query);

/** Where 操作记录 is asked for as a file; takes the page's own query. */
export const auditExport = (query: Query = '') => withQuery('/api/exports/audit.xlsx', query);

/** Where the analysis is asked for as a file; takes the page's own query (period, by, filters). */
export const analysisExport = (format: 'xlsx' | 'pdf', query: Query = '') =>
  withQuery(`/api/exports/analysis.${format}`, query);

function withQuery(path: string, query: Query): string {
  const plain =
    typeof query === 'string' || query instanceof URLSearchParams
      ? query
      : Object.entries(query).flatMap(([name, value]) =>
          (Array.isArray(value) ? value : [value]).flatMap((one) => (one ? [[name, one]] : [])),
        );
  const text = new URLSearchParams(plain).toString();
  return text ? `${path}?${text}` : path;
}
