import type { OpenApiSchema } from './openapi-document.ts';

/** What a value may be: a link for a named schema, else its JSON type and limits. */
export function SchemaType({ schema }: { schema: OpenApiSchema }) {
  if (schema.$ref) {
    const name = schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
    return <a href={`#schema-${name}`}>{name}</a>;
  }
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) {
    return choices.map((choice, index) => (
      <>
        {index > 0 ? ' or ' : ''}
        <SchemaType schema={choice} />
      </>
    ));
  }
  if (schema.items) {
    return (
      <>
        array of <SchemaType schema={schema.items} />
      </>
    );
  }
  if (schema.enum) return <>{schema.enum.map((value) => JSON.stringify(value)).join(' | ')}</>;
  const type = [schema.type ?? 'any'].flat().join(' or ');
  return <>{[type, schema.format && `(${schema.format})`].filter(Boolean).join(' ')}</>;
}

/** Limits and default of a value, in words. */
export function describeLimits({ minimum, maximum, maxLength, default: fallback }: OpenApiSchema): string {
  const parts: string[] = [];
  if (minimum !== undefined && maximum !== undefined) parts.push(`${minimum} to ${maximum}.`);
  else if (minimum !== undefined) parts.push(`At least ${minimum}.`);
  if (maxLength !== undefined) parts.push(`At most ${maxLength} characters.`);
  if (fallback !== undefined) parts.push(`Default: ${JSON.stringify(fallback)}.`);
  return parts.join(' ');
}

interface Member {
  name: string;
  schema: OpenApiSchema;
  isRequired: boolean;
}

/** Members of an object, those of objects inside it by their dotted names. */
export function listMembers(schema: OpenApiSchema, prefix = ''): Member[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, member]) => {
    const name = `${prefix}${key}`;
    const own = { name, schema: member, isRequired: schema.required?.includes(key) ?? false };
    if (member.properties) return [own, ...listMembers(member, `${name}.`)];
    if (member.items?.properties) return [own, ...listMembers(member.items, `${name}[].`)];
    return [own];
  });
}

export function Columns({ names }: { names: readonly string[] }) {
  return (
    <thead>
      <tr>
        {names.map((name) => (
          <th scope="col">{name}</th>
        ))}
      </tr>
    </thead>
  );
}

export function SchemaTable({ caption, members }: { caption: string; members: Member[] }) {
  return (
    <table class="members">
      <caption>{caption}</caption>
      <Columns names={['Name', 'Type', 'Meaning']} />
      <tbody>
        {members.map(({ name, schema, isRequired }) => (
          <tr>
            <th scope="row">
              <code>{name}</code>
              {isRequired ? '' : <span class="optional"> optional</span>}
            </th>
            <td>
              <SchemaType schema={schema} />
            </td>
            <td>{[schema.description, describeLimits(schema)].filter(Boolean).join(' ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
