/** A step of a deployment that waits for a word. */
export interface DeploymentStep {
  deploymentId: string;
  hookExecutionId: string;
}

/** Gradual deployments, as those see them who are asked whether one may go on. */
export interface Deployments {
  /** Lets the deployment go on, or ends it and undoes it. Throws what its service throws. */
  report(step: DeploymentStep, outcome: 'succeeded' | 'failed'): Promise<void>;
}
