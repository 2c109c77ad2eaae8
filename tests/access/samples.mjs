// A body that fits a schema of the OpenAPI document: the least that is required, or with `whole` every member.
export class Samples {
  constructor(openapi) {
    this.openapi = openapi;
  }

  operation({ method, path }) {
    return this.openapi.paths[path]?.[method.toLowerCase()];
  }

  /** The schema of what an endpoint takes as JSON; nothing where it takes none. */
  schema(endpoint) {
    const content = this.operation(endpoint)?.requestBody?.content ?? {};
    return this.resolved(content['application/json']?.schema);
  }

  resolved(schema) {
    if (!schema?.$ref) return schema;
    return this.resolved(this.openapi.components.schemas[schema.$ref.split('/').pop()]);
  }

  body(endpoint, which = 'least') {
    const schema = this.schema(endpoint);
    return schema && this.value(schema, which);
  }

  value(given, which) {
    const schema = this.resolved(given);
    if (schema.const !== undefined) return schema.const;
    if (schema.enum) return schema.enum[0];
    const either = schema.oneOf ?? schema.anyOf;
    if (either) return this.value(either[0], which);
    switch ([schema.type].flat()[0]) {
      case 'object': {
        const wanted = which === 'whole' ? Object.keys(schema.properties ?? {}) : schema.required ?? [];
        return Object.fromEntries(wanted.map((name) => [name, this.value(schema.properties[name], which)]));
      }
      case 'array':
        return Array.from({ length: schema.minItems ?? (which === 'whole' ? 1 : 0) }, () => this.value(schema.items, which));
      case 'integer':
      case 'number':
        return schema.minimum ?? 1;
      case 'boolean':
        return false;
      default:
        return this.#text(schema);
    }
  }

  #text({ format, pattern, minLength = 1, maxLength = 1000 }) {
    if (format === 'date') return '2027-01-31';
    if (format === 'date-time') return '2027-01-31T00:00:00.000Z';
    if (pattern === '^[A-Z]{2}$') return 'DE';
    if (/^\^\[0-9a-f\]\{64\}\$$/.test(pattern ?? '')) return '0'.repeat(64);
    return 'sample text'.repeat(Math.ceil(minLength / 11)).slice(0, Math.min(maxLength, Math.max(minLength, 11)));
  }
}
