import { createSocket } from 'node:dgram';
import { once } from 'node:events';

export interface XrayDaemon {
  /** For AWS_XRAY_DAEMON_ADDRESS. */
  address: string;
  /** Segments received so far, each with a header line before its JSON. */
  datagrams: string[];
  stop(): Promise<void>;
}

/** Takes what the X-Ray SDK sends to the daemon that runs beside a Lambda function. */
export async function startXrayDaemon(): Promise<XrayDaemon> {
  const datagrams: string[] = [];
  const socket = createSocket('udp4', (message) => void datagrams.push(message.toString()));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    datagrams,
    async stop() {
      socket.close();
      await once(socket, 'close');
    },
  };
}
