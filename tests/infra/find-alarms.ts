interface Named {
  Type: string;
  Properties: Record<string, unknown>;
}

/** Alarms of a template by what they are for: those that wake people, and those that undo a deployment. */
export function findAlarms<Resource extends Named>(resources: Readonly<Record<string, Resource>>) {
  const undoing = new Set(
    Object.values(resources)
      .filter(({ Type }) => Type === 'AWS::CodeDeploy::DeploymentGroup')
      .flatMap(({ Properties }) => (Properties.AlarmConfiguration as { Alarms: { Name: { Ref: string } }[] }).Alarms)
      .map(({ Name }) => Name.Ref),
  );
  const alarms = Object.entries(resources).filter(([, { Type }]) => Type === 'AWS::CloudWatch::Alarm');
  return {
    paging: Object.fromEntries(alarms.filter(([id]) => !undoing.has(id))),
    undoing: Object.fromEntries(alarms.filter(([id]) => undoing.has(id))),
  };
}
