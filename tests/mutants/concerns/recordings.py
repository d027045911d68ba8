"""What would leave call recordings unkept in a template."""

from __future__ import annotations

from tests.mutants.mutant import DELETE, NOWHERE, Mutant

KEPT = "2.6.4-recordings-kept"
STORAGE = "AWS::Connect::InstanceStorageConfig"
CONFIG = "Properties.S3Config"
OTHER_INSTANCE = "arn:aws:connect:us-east-1:999999999999:instance/other"
ROWS: tuple[tuple[str, tuple[object, ...]], ...] = (
    ("", (DELETE,)),
    ("Properties.ResourceType", ("CHAT_TRANSCRIPTS", "ATTACHMENTS", NOWHERE)),
    ("Properties.InstanceArn", (OTHER_INSTANCE, NOWHERE)),
    (f"{CONFIG}.BucketName", ("somebodys-recordings", NOWHERE)),
    (f"{CONFIG}.EncryptionConfig", (DELETE,)),
    (f"{CONFIG}.EncryptionConfig.KeyId", ("alias/aws/s3", NOWHERE)),
)
MUTANTS = [
    Mutant(KEPT, STORAGE, "CallRecordings", where, value)
    for where, values in ROWS
    for value in values
]
STORED, SEALS = "4.9-stored-under-our-key", "4.8-connect-may-seal"
SAME_KEY = "whether Connect may use a key that isn't known can't be told"
ALSO = {
    KEPT: {
        STORED: "what is stored there is judged by its key and place too",
        "4.8-instance-streams": "whose association it is can't be told",
        SEALS: SAME_KEY,
    },
    STORED: {KEPT: "the recordings are stored there", SEALS: SAME_KEY},
}
SURVIVORS = {(KEPT, "KeyPolicy"): "KMS writes its default policy, for the account alone"}
