import mongoose from 'mongoose';

/** The code with which a server that is in no set refuses to tell of its set; what `inNoSet` makes words of. */
export async function setlessCode(admin: mongoose.mongo.Db): Promise<unknown> {
  try {
    await admin.command({ replSetGetStatus: 1 });
    return undefined;
  } catch (error) {
    if (error instanceof mongoose.mongo.MongoServerError) return error.code;
    throw error;
  }
}
