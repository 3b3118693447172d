import { ERROR_CODES } from '../../../../shared/core/errors.ts';
import { PROBLEMS } from '../../problem.ts';
import { ADVICE } from '../text/advice.ts';
import { listOperations, type OpenApiDocument } from './openapi-document.ts';
import { OperationView } from './operation-view.tsx';
import { listMembers, SchemaTable } from './schema-view.tsx';

interface ReferenceProps {
  document: OpenApiDocument;
  /** Where the service is, as callers write it: origin and stage, no slash at the end. */
  baseUrl: string;
}

/** The API reference, all of it from the OpenAPI document and the table of problems. */
export function ReferencePage({ document, baseUrl }: ReferenceProps) {
  const operations = listOperations(document);
  const tags = [...new Set(operations.flatMap(({ operation }) => operation.tags))];
  return (
    <div class="reference">
      <nav class="contents" aria-label="Contents">
        {tags.map((tag) => (
          <>
            <p>{tag}</p>
            <ul>
              {operations
                .filter(({ operation }) => operation.tags.includes(tag))
                .map(({ operation: { operationId, summary } }) => (
                  <li>
                    <a href={`#${operationId}`}>{summary}</a>
                  </li>
                ))}
            </ul>
          </>
        ))}
        <p>More</p>
        <ul>
          <li>
            <a href="#problems">Problems</a>
          </li>
          <li>
            <a href="#schemas">Schemas</a>
          </li>
        </ul>
      </nav>
      <main id="main" tabindex={-1}>
        <h1>API reference</h1>
        <p class="lead">{document.info.description}</p>
        <p>
          Version {document.info.version}. The service is at <code>{baseUrl}</code>; the machine-readable document is{' '}
          <a href="./openapi.json">openapi.json</a>. A deployed service asks for an API key in the{' '}
          <code>x-api-key</code> header; on a laptop none is needed. Every error is a <a href="#problems">problem</a>{' '}
          (RFC 9457) with a stable <code>code</code>.
        </p>
        {tags.map((tag) => (
          <section aria-labelledby={`tag-${tag}`}>
            <h2 id={`tag-${tag}`}>{tag}</h2>
            {operations
              .filter(({ operation }) => operation.tags.includes(tag))
              .map((listed) => (
                <OperationView listed={listed} baseUrl={baseUrl} />
              ))}
          </section>
        ))}
        <Problems />
        <section id="schemas" aria-labelledby="schemas-title">
          <h2 id="schemas-title">Schemas</h2>
          {Object.entries(document.components.schemas).map(([name, schema]) => (
            <section id={`schema-${name}`} aria-label={name}>
              {schema.description && <p>{schema.description}</p>}
              <SchemaTable caption={name} members={listMembers(schema)} />
            </section>
          ))}
        </section>
      </main>
    </div>
  );
}

function Problems() {
  return (
    <section id="problems" aria-labelledby="problems-title">
      <h2 id="problems-title">Problems</h2>
      <p>
        The body of every error is <a href="#schema-Problem">Problem</a>; its <code>type</code> leads here.
      </p>
      <dl class="problems">
        {ERROR_CODES.map((code) => (
          <div id={code}>
            <dt>
              <code>{code}</code> <span class="quiet">{PROBLEMS[code].status}</span>
            </dt>
            <dd>
              {PROBLEMS[code].title}. {ADVICE.en[code]}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
