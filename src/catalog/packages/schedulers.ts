import type { CallbackConsumer, ModuleCatalog } from '../schema.ts';
import { consumers, emitter, handlers } from './handlers.ts';
import { packageCatalog } from './package-records.ts';

/** Packages that run functions at some later time. */
export const schedulerPackages: readonly ModuleCatalog[] = [
  packageCatalog('node-cron', [], { callbacks: consumers(['schedule', 'createTask'], 'event', 1) }),
  packageCatalog('cron', [], {
    callbacks: [
      ...consumers(['CronJob'], 'event', 'any'),
      ...['onTick', 'onComplete'].map((property): CallbackConsumer => ({
        member: 'CronJob.from',
        argument: 0,
        property,
        timing: 'event',
      })),
    ],
  }),
  packageCatalog('node-schedule', [], { callbacks: consumers(['scheduleJob'], 'event', 'last') }),
  packageCatalog('agenda', [], {
    callbacks: handlers('Agenda', ['define']),
    gives: { 'Agenda#': emitter },
  }),
  packageCatalog('bull', [], {
    callbacks: handlers('Queue', ['process'], 'last'),
    gives: { '()': 'Queue#', '#': 'Queue#', 'Queue#': emitter },
  }),
  packageCatalog('bullmq', [], {
    callbacks: consumers(['Worker'], 'event', 1),
    gives: { 'Worker#': emitter, 'QueueEvents#': emitter },
  }),
];
