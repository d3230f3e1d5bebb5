import { exportRoute } from '@/lib/exports/route';

export const POST = exportRoute('audit.xlsx');
