'use server';

import { action } from '../action';
import { aftercare } from '../follow-ups/aftercare';
import { scheduleNext } from '../follow-ups/schedule';
import { tellHandedOver } from '../notifications/handed-over';
import { notify } from '../notifications/writes';
import { archiveCustomer, restoreCustomer } from './archive';
import { nameCollaborator, removeCollaborator } from './collaborators';
import { addContact, editContact, makePrimary, removeContact } from './edit-contacts';
import { editCustomer } from './edit-customer';
import { fileCustomer } from './file-customer';
import { handOver } from './hand-over';
import { handOverSchema } from './hand-over-validation';
import { assignPooled, claimCustomer, releaseCustomer } from './pool';
import { showContact as openContact } from './show-contact';
import { changeStage } from './stage';
import {
  assignSchema,
  collaboratorSchema,
  contactIdSchema,
  customerIdSchema,
  editContactSchema,
  editCustomerSchema,
  newContactSchema,
  newCustomerSchema,
  releaseSchema,
  showContactSchema,
  stageSchema,
} from './validation';

export const saveNewCustomer = action('customer.file', newCustomerSchema, (tx, input, viewer) =>
  fileCustomer(tx, viewer, input, scheduleNext),
);
export const saveCustomer = action('customer.edit', editCustomerSchema, (tx, input, viewer) =>
  editCustomer(tx, viewer, input, { follow: scheduleNext, tell: tellHandedOver }),
);
export const moveCustomer = action('customer.stage', stageSchema, (tx, input, viewer) =>
  changeStage(tx, viewer, input, scheduleNext),
);
export const archive = action('customer.archive', customerIdSchema, (tx, input, viewer) =>
  archiveCustomer(tx, viewer, input, scheduleNext),
);
export const restore = action('customer.restore', customerIdSchema, (tx, input, viewer) =>
  restoreCustomer(tx, viewer, input, scheduleNext),
);
export const saveHandOver = action('customer.handOver', handOverSchema, (tx, input, viewer) =>
  handOver(tx, viewer, input, aftercare('handedOver', tellHandedOver)),
);

export const addCollaborator = action('collaborator.add', collaboratorSchema, (tx, input, viewer) =>
  nameCollaborator(tx, viewer, input, notify),
);
export const dropCollaborator = action('collaborator.remove', collaboratorSchema, (tx, input, viewer) =>
  removeCollaborator(tx, viewer, input, notify),
);

export const saveNewContact = action('contact.add', newContactSchema, (tx, input, viewer) =>
  addContact(tx, viewer, input),
);
export const saveContact = action('contact.edit', editContactSchema, (tx, input, viewer) =>
  editContact(tx, viewer, input),
);
export const dropContact = action('contact.remove', contactIdSchema, (tx, input, viewer) =>
  removeContact(tx, viewer, input),
);
export const choosePrimary = action('contact.primary', contactIdSchema, (tx, input, viewer) =>
  makePrimary(tx, viewer, input),
);
export const showContact = action('contact.show', showContactSchema, (tx, input, viewer) =>
  openContact(tx, viewer, input),
);

const afterPool = { follow: scheduleNext, tell: notify };
export const claim = action('customer.claim', customerIdSchema, (tx, input, viewer) =>
  claimCustomer(tx, viewer, input, afterPool),
);
export const assign = action('customer.assign', assignSchema, (tx, input, viewer) =>
  assignPooled(tx, viewer, input, afterPool),
);
export const release = action('customer.release', releaseSchema, (tx, input, viewer) =>
  releaseCustomer(tx, viewer, input, afterPool),
);
