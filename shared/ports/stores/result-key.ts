/** Names one result: of an article, in a target language, as one version of the pipeline made it. */
export interface ResultKey {
  id: string;
  target: string;
  pipelineVersion: string;
}
