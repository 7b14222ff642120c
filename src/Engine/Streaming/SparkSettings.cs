using System.Collections.Frozen;

namespace Grader.Engine.Streaming;

/// <summary>Names of Spark SQL's settings. Only those of its registry may be changed while a session runs; static ones and those of the core may not.</summary>
/// <remarks>Source: the documented settings of Spark 3.5's SQLConf. A setting that Spark keeps to itself may be missing here.</remarks>
internal static class SparkSettings
{
    private static readonly FrozenSet<string> Modifiable = string.Join(' ',
        "spark.sql.adaptive.advisoryPartitionSizeInBytes spark.sql.adaptive.autoBroadcastJoinThreshold spark.sql.adaptive.coalescePartitions.enabled",
        "spark.sql.adaptive.coalescePartitions.initialPartitionNum spark.sql.adaptive.coalescePartitions.minPartitionSize spark.sql.adaptive.coalescePartitions.parallelismFirst",
        "spark.sql.adaptive.customCostEvaluatorClass spark.sql.adaptive.enabled spark.sql.adaptive.forceOptimizeSkewedJoin spark.sql.adaptive.localShuffleReader.enabled",
        "spark.sql.adaptive.maxShuffledHashJoinLocalMapThreshold spark.sql.adaptive.optimizeSkewsInRebalancePartitions.enabled spark.sql.adaptive.optimizer.excludedRules",
        "spark.sql.adaptive.rebalancePartitionsSmallPartitionFactor spark.sql.adaptive.skewJoin.enabled spark.sql.adaptive.skewJoin.skewedPartitionFactor",
        "spark.sql.adaptive.skewJoin.skewedPartitionThresholdInBytes spark.sql.allowNamedFunctionArguments spark.sql.ansi.doubleQuotedIdentifiers spark.sql.ansi.enabled",
        "spark.sql.ansi.enforceReservedKeywords spark.sql.ansi.relationPrecedence spark.sql.autoBroadcastJoinThreshold spark.sql.avro.compression.codec",
        "spark.sql.avro.deflate.level spark.sql.avro.filterPushdown.enabled spark.sql.broadcastTimeout spark.sql.bucketing.coalesceBucketsInJoin.enabled",
        "spark.sql.caseSensitive spark.sql.catalog.spark_catalog spark.sql.catalog.spark_catalog.defaultDatabase spark.sql.cbo.enabled spark.sql.cbo.joinReorder.dp.star.filter",
        "spark.sql.cbo.joinReorder.dp.threshold spark.sql.cbo.joinReorder.enabled spark.sql.cbo.planStats.enabled spark.sql.cbo.starSchemaDetection",
        "spark.sql.charAsVarchar spark.sql.chunkBase64String.enabled spark.sql.cli.print.header spark.sql.codegen.factoryMode spark.sql.codegen.fallback spark.sql.codegen.wholeStage",
        "spark.sql.columnNameOfCorruptRecord spark.sql.createTableColumn.charTypes spark.sql.crossJoin.enabled spark.sql.csv.filterPushdown.enabled spark.sql.csv.parser.columnPruning.enabled",
        "spark.sql.datetime.java8API.enabled spark.sql.debug.maxToStringFields spark.sql.defaultCatalog spark.sql.error.messageFormat spark.sql.execution.arrow.enabled",
        "spark.sql.execution.arrow.fallback.enabled spark.sql.execution.arrow.localRelationThreshold spark.sql.execution.arrow.maxRecordsPerBatch spark.sql.execution.arrow.pyspark.enabled",
        "spark.sql.execution.arrow.pyspark.fallback.enabled spark.sql.execution.arrow.pyspark.selfDestruct.enabled spark.sql.execution.arrow.sparkr.enabled",
        "spark.sql.execution.pandas.structHandlingMode spark.sql.execution.pandas.udf.buffer.size spark.sql.execution.pyspark.udf.faulthandler.enabled",
        "spark.sql.execution.pyspark.udf.simplifiedTraceback.enabled spark.sql.execution.pythonUDF.arrow.enabled spark.sql.execution.topKSortFallbackThreshold",
        "spark.sql.files.ignoreCorruptFiles spark.sql.files.ignoreMissingFiles spark.sql.files.maxPartitionBytes spark.sql.files.maxPartitionNum spark.sql.files.maxRecordsPerFile",
        "spark.sql.files.minPartitionNum spark.sql.files.openCostInBytes spark.sql.function.concatBinaryAsString spark.sql.function.eltOutputAsString spark.sql.groupByAliases",
        "spark.sql.groupByOrdinal spark.sql.hive.convertInsertingPartitionedTable spark.sql.hive.convertMetastoreCtas spark.sql.hive.convertMetastoreInsertDir",
        "spark.sql.hive.convertMetastoreOrc spark.sql.hive.convertMetastoreParquet spark.sql.inMemoryColumnarStorage.batchSize spark.sql.inMemoryColumnarStorage.compressed",
        "spark.sql.inMemoryColumnarStorage.enableVectorizedReader spark.sql.inMemoryColumnarStorage.partitionPruning spark.sql.inferNestedDictAsStruct.enabled spark.sql.join.preferSortMergeJoin",
        "spark.sql.json.filterPushdown.enabled spark.sql.jsonGenerator.ignoreNullFields spark.sql.legacy.allowHashOnMapType spark.sql.legacy.allowUntypedScalaUDF",
        "spark.sql.legacy.castComplexTypesToString.enabled spark.sql.legacy.ctePrecedencePolicy spark.sql.legacy.dataset.nameNonStructGroupingKeyAsValue spark.sql.legacy.json.allowEmptyString.enabled",
        "spark.sql.legacy.pathOptionBehavior.enabled spark.sql.legacy.setopsPrecedence.enabled spark.sql.legacy.statisticalAggregate spark.sql.legacy.timeParserPolicy",
        "spark.sql.legacy.typeCoercion.datetimeToString.enabled spark.sql.leafNodeDefaultParallelism spark.sql.mapKeyDedupPolicy spark.sql.maven.additionalRemoteRepositories spark.sql.maxMetadataStringLength",
        "spark.sql.maxPlanStringLength spark.sql.maxSinglePartitionBytes spark.sql.optimizer.collapseProjectAlwaysInline",
        "spark.sql.optimizer.dynamicPartitionPruning.enabled spark.sql.optimizer.enableCsvExpressionOptimization spark.sql.optimizer.enableJsonExpressionOptimization spark.sql.optimizer.excludedRules",
        "spark.sql.optimizer.inSetConversionThreshold spark.sql.optimizer.maxIterations spark.sql.optimizer.runtime.bloomFilter.enabled spark.sql.orc.aggregatePushdown spark.sql.orc.compression.codec",
        "spark.sql.orc.filterPushdown spark.sql.orc.impl spark.sql.orc.mergeSchema spark.sql.orderByOrdinal spark.sql.parquet.aggregatePushdown spark.sql.parquet.binaryAsString",
        "spark.sql.parquet.compression.codec spark.sql.parquet.enableVectorizedReader spark.sql.parquet.filterPushdown spark.sql.parquet.int96AsTimestamp spark.sql.parquet.mergeSchema",
        "spark.sql.parquet.outputTimestampType spark.sql.parquet.writeLegacyFormat spark.sql.parser.quotedRegexColumnNames spark.sql.pivotMaxValues",
        "spark.sql.planChangeLog.level spark.sql.pyspark.inferNestedDictAsStruct.enabled spark.sql.readSideCharPadding spark.sql.redaction.options.regex",
        "spark.sql.redaction.string.regex spark.sql.repl.eagerEval.enabled spark.sql.repl.eagerEval.maxNumRows spark.sql.repl.eagerEval.truncate spark.sql.retainGroupColumns",
        "spark.sql.runSQLOnFiles spark.sql.scriptTransformation.exitTimeoutInSeconds spark.sql.selfJoinAutoResolveAmbiguity spark.sql.session.timeZone spark.sql.shuffle.partitions",
        "spark.sql.shuffledHashJoinFactor spark.sql.sort.enableRadixSort spark.sql.sources.bucketing.autoBucketedScan.enabled spark.sql.sources.bucketing.enabled spark.sql.sources.bucketing.maxBuckets",
        "spark.sql.sources.commitProtocolClass spark.sql.sources.default spark.sql.sources.disabledJdbcConnProviderList spark.sql.sources.parallelPartitionDiscovery.parallelism",
        "spark.sql.sources.parallelPartitionDiscovery.threshold spark.sql.sources.partitionColumnTypeInference.enabled spark.sql.sources.partitionOverwriteMode spark.sql.sources.v2.bucketing.enabled",
        "spark.sql.sources.validatePartitionColumns spark.sql.statistics.fallBackToHdfs spark.sql.statistics.histogram.enabled spark.sql.statistics.size.autoUpdate.enabled",
        "spark.sql.storeAssignmentPolicy spark.sql.streaming.aggregation.stateFormatVersion spark.sql.streaming.checkpoint.escapedPathCheck.enabled spark.sql.streaming.checkpointFileManagerClass",
        "spark.sql.streaming.checkpointLocation spark.sql.streaming.commitProtocolClass spark.sql.streaming.continuous.epochBacklogQueueSize spark.sql.streaming.continuous.executorPollIntervalMs",
        "spark.sql.streaming.continuous.executorQueueSize spark.sql.streaming.disabledV2MicroBatchReaders spark.sql.streaming.disabledV2Writers spark.sql.streaming.fileSink.log.cleanupDelay",
        "spark.sql.streaming.fileSink.log.compactInterval spark.sql.streaming.fileSink.log.deletion spark.sql.streaming.fileSource.cleaner.numThreads spark.sql.streaming.fileSource.log.cleanupDelay",
        "spark.sql.streaming.fileSource.log.compactInterval spark.sql.streaming.fileSource.log.deletion spark.sql.streaming.fileSource.schema.forceNullable",
        "spark.sql.streaming.flatMapGroupsWithState.stateFormatVersion spark.sql.streaming.forceDeleteTempCheckpointLocation spark.sql.streaming.join.stateFormatVersion spark.sql.streaming.kafka.useDeprecatedOffsetFetching",
        "spark.sql.streaming.maxBatchesToRetainInMemory spark.sql.streaming.metricsEnabled spark.sql.streaming.minBatchesToRetain spark.sql.streaming.multipleWatermarkPolicy",
        "spark.sql.streaming.noDataMicroBatches.enabled spark.sql.streaming.noDataProgressEventInterval spark.sql.streaming.numRecentProgressUpdates spark.sql.streaming.pollingDelay",
        "spark.sql.streaming.schemaInference spark.sql.streaming.sessionWindow.merge.sessions.in.local.partition spark.sql.streaming.stateStore.compression.codec spark.sql.streaming.stateStore.maintenanceInterval",
        "spark.sql.streaming.stateStore.minDeltasForSnapshot spark.sql.streaming.stateStore.providerClass spark.sql.streaming.stateStore.rocksdb.formatVersion spark.sql.streaming.stateStore.stateSchemaCheck",
        "spark.sql.streaming.statefulOperator.allowMultiple spark.sql.streaming.statefulOperator.checkCorrectness.enabled spark.sql.streaming.statefulOperator.useStrictDistribution",
        "spark.sql.streaming.stopActiveRunOnRestart spark.sql.streaming.stopTimeout spark.sql.streaming.unsupportedOperationCheck spark.sql.subexpressionElimination.enabled",
        "spark.sql.thriftServer.interruptOnCancel spark.sql.thriftServer.queryTimeout spark.sql.thriftserver.scheduler.pool spark.sql.thriftserver.ui.retainedSessions spark.sql.thriftserver.ui.retainedStatements",
        "spark.sql.timestampType spark.sql.truncateTable.ignorePermissionAcl.enabled spark.sql.ui.explainMode spark.sql.variable.substitute spark.sql.view.maxNestedViewDepth")
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    public static bool IsModifiable(string key) => Modifiable.Contains(key);
}
