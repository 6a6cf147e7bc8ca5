import mongoose from 'mongoose';
import type { EntityTable } from '../../shared/entities';
import type { EntityDefinition } from '../../shared/schema';
import { type Mapper, mapperOf, type OnUnreadable, type StoredDocument } from './mapper';
import { mongooseTypeOf } from './stored-kinds';

const { Schema } = mongoose;

/** An entity with what the store needs to work on it. */
export type StoredEntity = {
  readonly entity: EntityDefinition;
  readonly mapper: Mapper;
  /** Reads go through it; writes go through its `collection`, because the core has validated them already. */
  readonly model: mongoose.Model<StoredDocument>;
  readonly collection: mongoose.mongo.Collection<StoredDocument>;
};

export type StoredEntities = ReadonlyMap<string, StoredEntity>;

/** One mongoose model for each entity of the table, on this connection. */
export function modelsOf(
  connection: mongoose.Connection,
  table: EntityTable,
  onUnreadable: OnUnreadable,
): StoredEntities {
  return new Map(
    Object.values(table).map((entity) => {
      const model = connection.model<StoredDocument>(entity.name, schemaOf(entity), entity.name);
      // Mongoose's own type of a native collection hides that it is the driver's, with the same documents.
      const collection = connection.getClient().db(connection.name).collection<StoredDocument>(entity.name);
      return [entity.name, { entity, mapper: mapperOf(entity, onUnreadable), model, collection }];
    }),
  );
}

function schemaOf(entity: EntityDefinition): mongoose.Schema<StoredDocument> {
  const own = Object.entries(entity.fields)
    .filter(([, field]) => !field.writeOnly)
    .map(([name, field]) => [name, mongooseTypeOf(field)] as const);
  const definition: Record<string, mongoose.SchemaDefinitionProperty> = {
    ...Object.fromEntries(own),
    revision: Number,
    removed: Boolean,
    deletedAt: Date,
    createdAt: Date,
    createdBy: Schema.Types.ObjectId,
    updatedAt: Date,
    updatedBy: Schema.Types.ObjectId,
    fieldRevisions: Schema.Types.Mixed,
    searchTokens: [String],
    sortKeys: Schema.Types.Mixed,
  };
  return new Schema(definition as mongoose.SchemaDefinition<StoredDocument>, {
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
    versionKey: false,
    strict: 'throw',
  });
}
