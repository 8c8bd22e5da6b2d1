// Says what the topic says.
exports.handler = async (event) => {
  for (const record of event.Records) {
    console.log(`told: ${record.Sns.Subject}: ${record.Sns.Message}`);
  }
};
