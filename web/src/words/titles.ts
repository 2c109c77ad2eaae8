// What a request is called where it has no tool and no file yet.
export function titleOf(request: { title: string; number: number }): string {
  return request.title || `Draft ${request.number}`;
}
