import { ERROR_CODES } from '../../../../shared/core/errors.ts';
import type { ListedOperation, OpenApiContent } from './openapi-document.ts';
import { Columns, SchemaTable, SchemaType } from './schema-view.tsx';
import { writeExamples } from './write-examples.ts';

/** One operation: what it does, takes and answers, and how to call it. */
export function OperationView({ listed, baseUrl }: { listed: ListedOperation; baseUrl: string }) {
  const { method, path, operation } = listed;
  const examples = writeExamples(listed, baseUrl);
  const parameters = (operation.parameters ?? []).map(({ name, in: place, required, schema, description }) => ({
    name: `${name} (${place})`,
    schema: { ...schema, ...(description === undefined ? {} : { description }) },
    isRequired: required ?? false,
  }));
  return (
    <section class="operation" id={operation.operationId} aria-labelledby={`${operation.operationId}-title`}>
      <h3 id={`${operation.operationId}-title`}>{operation.summary}</h3>
      <p class="address">
        <b>{method}</b> <code>{path}</code>
      </p>
      {operation.description && (
        <p>
          <LinkedCodes text={operation.description} />
        </p>
      )}
      {parameters.length > 0 && <SchemaTable caption="Parameters" members={parameters} />}
      {operation.requestBody && (
        <p>
          Body: <ContentType content={operation.requestBody.content} />
        </p>
      )}
      <Responses responses={operation.responses} />
      <div class="examples">
        <Example name="curl" code={examples.curl} of={operation.summary} />
        <Example name="TypeScript" code={examples.typescript} of={operation.summary} />
        <Example name="Python" code={examples.python} of={operation.summary} />
      </div>
    </section>
  );
}

function Example({ name, code, of }: { name: string; code: string; of: string }) {
  return (
    <details open={name === 'curl'}>
      <summary>{name}</summary>
      <section class="code" tabindex={0} aria-label={`${name}: ${of}`}>
        <pre>
          <code>{code}</code>
        </pre>
      </section>
    </details>
  );
}

function ContentType({ content }: { content: OpenApiContent }) {
  return (
    <>
      {Object.entries(content).map(([mediaType, { schema }]) => (
        <>
          <SchemaType schema={schema} /> <span class="quiet">{mediaType}</span>
        </>
      ))}
    </>
  );
}

function Responses({ responses }: { responses: ListedOperation['operation']['responses'] }) {
  return (
    <table class="members answers">
      <caption>Answers</caption>
      <Columns names={['Status', 'Meaning', 'Body']} />
      <tbody>
        {Object.entries(responses).map(([status, { description, content }]) => (
          <tr>
            <th scope="row">{status}</th>
            <td>
              <LinkedCodes text={description} />
            </td>
            <td>{content ? <ContentType content={content} /> : 'none'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A description with each `code` in backticks linked to its entry. */
function LinkedCodes({ text }: { text: string }) {
  return (
    <>
      {text.split(/`([^`]+)`/).map((part, index) => {
        if (index % 2 === 0) return part;
        const isProblem = ERROR_CODES.some((code) => code === part);
        return isProblem ? (
          <a href={`#${part}`}>
            <code>{part}</code>
          </a>
        ) : (
          <code>{part}</code>
        );
      })}
    </>
  );
}
