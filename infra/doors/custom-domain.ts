import { DomainName, EndpointType, type RestApi, SecurityPolicy } from 'aws-cdk-lib/aws-apigateway';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { ARecord, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { ApiGatewayDomain } from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';
import type { StageSettings } from '../settings/settings-schema.ts';

/** The API under a name of one's own, with TLS 1.2 at least; nothing unless a stage has one. */
export function addCustomDomain(scope: Construct, api: RestApi, settings: StageSettings): void {
  const { domainName, certificateArn, hostedZoneId, hostedZoneName: zoneName } = settings;
  if (domainName === undefined || certificateArn === undefined) return;
  const part = new Construct(scope, 'Domain');
  const domain = new DomainName(part, 'Name', {
    domainName,
    certificate: Certificate.fromCertificateArn(part, 'Certificate', certificateArn),
    endpointType: EndpointType.REGIONAL,
    securityPolicy: SecurityPolicy.TLS_1_2,
  });
  domain.addApiMapping(api.deploymentStage);
  // Without a zone for the DNS record the operator points the name at the domain's target.
  if (hostedZoneId === undefined || zoneName === undefined) return;
  new ARecord(part, 'Record', {
    recordName: `${domainName}.`,
    zone: HostedZone.fromHostedZoneAttributes(part, 'Zone', { hostedZoneId, zoneName }),
    target: RecordTarget.fromAlias(new ApiGatewayDomain(domain)),
  });
}
