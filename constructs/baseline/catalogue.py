"""The archived contact records as a table that Athena can query, without a crawler."""

from __future__ import annotations

from aws_cdk import aws_glue as glue
from constructs import Construct

from baseline.archive import RECORDS
from baseline.bucket import Bucket
from golive.environment import Environment

TABLE = "contact_records"
HOUR = "datehour"
ENDPOINT = "struct<address:string,type:string>"
RECORDING = "struct<location:string,status:string,type:string,deletionreason:string>"
COLUMNS = {
    "contactid": "string",
    "initialcontactid": "string",
    "previouscontactid": "string",
    "nextcontactid": "string",
    "relatedcontactid": "string",
    "instancearn": "string",
    "channel": "string",
    "initiationmethod": "string",
    "initiationtimestamp": "string",
    "connectedtosystemtimestamp": "string",
    "scheduledtimestamp": "string",
    "transfercompletedtimestamp": "string",
    "disconnecttimestamp": "string",
    "disconnectreason": "string",
    "lastupdatetimestamp": "string",
    "agentconnectionattempts": "int",
    "agent": "struct<arn:string,username:string,connectedtoagenttimestamp:string,"
    "agentinteractionduration:int,aftercontactworkduration:int,customerholdduration:int,"
    "numberofholds:int,longestholdduration:int,routingprofile:struct<arn:string,name:string>>",
    "queue": "struct<arn:string,name:string,enqueuetimestamp:string,dequeuetimestamp:string,"
    "duration:int>",
    "customerendpoint": ENDPOINT,
    "systemendpoint": ENDPOINT,
    "transferredtoendpoint": ENDPOINT,
    "attributes": "map<string,string>",
    "recording": RECORDING,
    "mediastreams": "array<struct<type:string>>",
}
"""Connect Administrator Guide, Data model for contact records: the fields that reports need."""

Plain = glue.CfnTable


class Catalogue(Construct):
    """A Glue database and the table of contact records, partitioned by the hour of arrival.

    Partition projection (Athena User Guide, Amazon Data Firehose example): the partitions are
    computed, nothing has to register them.
    """

    def __init__(
        self, scope: Construct, id: str, *, environment: Environment, bucket: Bucket
    ) -> None:
        super().__init__(scope, id)
        name = f"{environment.prefix}_contacts".replace("-", "_")
        self.database = glue.CfnDatabase(
            self,
            "Database",
            catalog_id=environment.account,
            database_input=glue.CfnDatabase.DatabaseInputProperty(name=name),
        )
        self.table = Plain(
            self,
            "Records",
            catalog_id=environment.account,
            database_name=self.database.ref,
            table_input=Plain.TableInputProperty(
                name=TABLE,
                table_type="EXTERNAL_TABLE",
                parameters=_projection(f"s3://{bucket.bucket_name}/{RECORDS}"),
                partition_keys=[Plain.ColumnProperty(name=HOUR, type="string")],
                storage_descriptor=_storage(f"s3://{bucket.bucket_name}/{RECORDS}"),
            ),
        )


def _projection(location: str) -> dict[str, str]:
    return {
        "classification": "json",
        "projection.enabled": "true",
        f"projection.{HOUR}.type": "date",
        f"projection.{HOUR}.format": "yyyy/MM/dd/HH",
        f"projection.{HOUR}.range": "2026/01/01/00,NOW",
        f"projection.{HOUR}.interval": "1",
        f"projection.{HOUR}.interval.unit": "HOURS",
        "storage.location.template": f"{location}${{{HOUR}}}",
    }


def _storage(location: str) -> glue.CfnTable.StorageDescriptorProperty:
    return Plain.StorageDescriptorProperty(
        location=location,
        compressed=True,
        columns=[Plain.ColumnProperty(name=name, type=type) for name, type in COLUMNS.items()],
        input_format="org.apache.hadoop.mapred.TextInputFormat",
        output_format="org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
        serde_info=Plain.SerdeInfoProperty(
            serialization_library="org.openx.data.jsonserde.JsonSerDe",
            parameters={"ignore.malformed.json": "true"},
        ),
    )
