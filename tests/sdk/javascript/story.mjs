// The AWS SDK for JavaScript against the endpoint of QUAYSIDE_ENDPOINT; QUAYSIDE_JAVASCRIPT is where it is installed, and
// QUAYSIDE_REPLIES gets a line [operation, reply] for each reply.
import assert from "node:assert/strict";
import { appendFileSync } from "node:fs";
import { createRequire } from "node:module";
import test from "node:test";

const require = createRequire(process.env.QUAYSIDE_JAVASCRIPT + "/");
const sdk = require("@aws-sdk/client-ecs");

const client = new sdk.ECSClient({
  endpoint: process.env.QUAYSIDE_ENDPOINT,
  region: "us-east-1",
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
  maxAttempts: 1,
});
client.middlewareStack.add(
  (next, { commandName }) => async (args) => {
    const result = await next(args);
    const parts = [];
    for await (const part of result.response.body) parts.push(part);
    result.response.body = Buffer.concat(parts);
    if (result.response.statusCode === 200)
      appendFileSync(process.env.QUAYSIDE_REPLIES, JSON.stringify([commandName, String(result.response.body)]) + "\n");
    return result;
  },
  { step: "deserialize", priority: "low" },
);
const patience = { client, minDelay: 1, maxDelay: 1, maxWaitTime: 40 };
const container = { name: "app", image: "harbour/web:1", cpu: 64, memory: 64 };

const call = (operation, input = {}) => client.send(new sdk[operation + "Command"](input));

test("a task runs until it is stopped", async () => {
  await call("RegisterTaskDefinition", { family: "job", containerDefinitions: [container] });
  const { tasks, failures } = await call("RunTask", { taskDefinition: "job", count: 1 });
  assert.deepEqual(failures, []);
  const wanted = { tasks: [tasks[0].taskArn] };
  const running = await sdk.waitUntilTasksRunning(patience, wanted);
  assert.equal(running.state, "SUCCESS");
  await call("StopTask", { task: tasks[0].taskArn, reason: "enough of it" });
  await sdk.waitUntilTasksStopped(patience, wanted);
  const [stopped] = (await call("DescribeTasks", wanted)).tasks;
  assert.equal(stopped.stoppedReason, "enough of it");
  assert.ok(stopped.createdAt instanceof Date && stopped.stoppedAt >= stopped.createdAt);
});

test("a service becomes stable, and inactive once it is deleted", async () => {
  await call("RegisterTaskDefinition", { family: "web", containerDefinitions: [container] });
  await call("CreateService", { serviceName: "web", taskDefinition: "web", desiredCount: 2 });
  await sdk.waitUntilServicesStable(patience, { services: ["web"] });
  const [service] = (await call("DescribeServices", { services: ["web"] })).services;
  assert.equal(service.runningCount, 2);
  await call("DeleteService", { service: "web", force: true });
  await sdk.waitUntilServicesInactive(patience, { services: ["web"] });
});

test("pages are walked through", async () => {
  for (let i = 0; i < 5; ++i)
    await call("RegisterTaskDefinition", { family: "many", containerDefinitions: [container] });
  const arns = [];
  let pages = 0;
  for await (const page of sdk.paginateListTaskDefinitions({ client, pageSize: 2 }, { familyPrefix: "many" })) {
    arns.push(...page.taskDefinitionArns);
    ++pages;
  }
  assert.equal(arns.length, 5);
  assert.equal(new Set(arns).size, 5);
  assert.equal(pages, 3);
});

test("errors are those of ECS", async () => {
  const error = await call("ListServices", { cluster: "nope" }).then(assert.fail, (e) => e);
  assert.ok(error instanceof sdk.ClusterNotFoundException, String(error));
  assert.equal(error.message, "Cluster not found.");
  assert.equal(error.$metadata.httpStatusCode, 400);
  assert.match(error.$metadata.requestId, /^[0-9a-f-]{36}$/);
});
