// Reads an audit entry, which is an object of its own format (a log outlives programs), without trusting its shape.
export interface AuditLine {
  at: string;
  action: string;
  actorType: string;
  actorId: string;
  objectType: string;
  objectId: string;
  outcome: string;
}

function part(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function readEntry(entry: unknown): AuditLine {
  const actor = part(entry, 'actor');
  const object = part(entry, 'object');
  return {
    at: text(part(entry, 'ts')) || text(part(entry, 'at')),
    action: text(part(entry, 'action')),
    actorType: text(part(actor, 'type')),
    actorId: text(part(actor, 'id')),
    objectType: text(part(object, 'type')),
    objectId: text(part(object, 'id')),
    outcome: text(part(entry, 'outcome')),
  };
}
