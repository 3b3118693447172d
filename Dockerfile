# The service of `npm start` as an image; docs/self-hosting.md. CI runs these steps in a clean folder (tests/image).
FROM node:24.21.0-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
COPY scripts scripts
RUN node scripts/ensure-installed.mjs
COPY tsconfig.json tsconfig.client.json ./
COPY bin bin
COPY functions functions
COPY infra infra
COPY shared shared
RUN npm run -s build:package && npm prune --omit=dev --ignore-scripts --no-audit --no-fund && mkdir data

FROM node:24.21.0-slim
LABEL org.opencontainers.image.title="Dépêche" org.opencontainers.image.licenses="Apache-2.0"
WORKDIR /app
COPY package.json LICENSE ./
COPY scripts/check-health.mjs scripts/
COPY --from=build /build/node_modules node_modules
COPY --from=build /build/bin bin
COPY --from=build /build/dist/package dist/package
COPY --from=build --chown=node:node /build/data /data
# In a container the loopback address leads nowhere; at any other the service asks for keys, and does not start without.
ENV NODE_ENV=production DEPECHE_HOST=0.0.0.0 DEPECHE_DATA_DIR=/data
USER node
VOLUME /data
EXPOSE 8787
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["node", "scripts/check-health.mjs"]
# Node itself, not npm: what stops the container has to reach the service.
CMD ["node", "bin/depeche.mjs", "serve"]
