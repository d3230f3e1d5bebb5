import type { Command } from 'commander';
import { verifyChain } from '../../audit/verify';
import { requireData } from '../context';
import { refuseCommand } from '../refusal';

export function registerAudit(program: Command): void {
  const audit = program.command('audit').description('审计记录');
  audit.command('verify').description('逐条核对审计记录，看有没有被改过或删过').action(verify);
}

function verify(): void {
  requireData();
  const { count, brokenAt } = verifyChain();
  if (brokenAt !== null) refuseCommand(`审计记录被动过：第 ${brokenAt} 条和前一条接不上（共 ${count} 条）。`);
  console.log(`审计记录完整，共 ${count} 条。`);
}
