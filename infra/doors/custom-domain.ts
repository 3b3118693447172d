import { DomainName, EndpointType, type RestApi, SecurityPolicy } from 'aws-cdk-lib/aws-apigateway';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { ARecord, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { ApiGatewayDomain } from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';

export interface CustomDomainProps {
  api: RestApi;
  domainName: string;
  certificateArn: string;
  /** Gets the DNS record; without it the operator points the name at the domain's target. */
  hostedZone: { id: string; name: string } | undefined;
}

/** The API under a name of one's own, with TLS 1.2 at least. */
export class CustomDomain extends Construct {
  constructor(scope: Construct, id: string, { api, domainName, certificateArn, hostedZone }: CustomDomainProps) {
    super(scope, id);
    const domain = new DomainName(this, 'Name', {
      domainName,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
      endpointType: EndpointType.REGIONAL,
      securityPolicy: SecurityPolicy.TLS_1_2,
    });
    domain.addApiMapping(api.deploymentStage);
    if (hostedZone === undefined) return;
    new ARecord(this, 'Record', {
      recordName: `${domainName}.`,
      zone: HostedZone.fromHostedZoneAttributes(this, 'Zone', {
        hostedZoneId: hostedZone.id,
        zoneName: hostedZone.name,
      }),
      target: RecordTarget.fromAlias(new ApiGatewayDomain(domain)),
    });
  }
}
