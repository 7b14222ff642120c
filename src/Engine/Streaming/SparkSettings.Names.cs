namespace Grader.Engine.Streaming;

/// <content>The names as Spark 3.5 registers them, without the beginning that all of a list share.</content>
internal static partial class SparkSettings
{
    private const string ModifiableNames = """
        adaptive.advisoryPartitionSizeInBytes adaptive.applyFinalStageShuffleOptimizations adaptive.autoBroadcastJoinThreshold adaptive.coalescePartitions.enabled
        adaptive.coalescePartitions.initialPartitionNum adaptive.coalescePartitions.minPartitionNum adaptive.coalescePartitions.minPartitionSize
        adaptive.coalescePartitions.parallelismFirst adaptive.customCostEvaluatorClass adaptive.enabled adaptive.fetchShuffleBlocksInBatch adaptive.forceApply
        adaptive.forceOptimizeSkewedJoin adaptive.localShuffleReader.enabled adaptive.logLevel adaptive.maxShuffledHashJoinLocalMapThreshold
        adaptive.nonEmptyPartitionRatioForBroadcastJoin adaptive.optimizeSkewsInRebalancePartitions.enabled adaptive.optimizer.excludedRules
        adaptive.rebalancePartitionsSmallPartitionFactor adaptive.shuffle.targetPostShuffleInputSize adaptive.skewJoin.enabled adaptive.skewJoin.skewedPartitionFactor
        adaptive.skewJoin.skewedPartitionThresholdInBytes addPartitionInBatch.size allowNamedFunctionArguments analyzer.canonicalization.multiCommutativeOpMemoryOptThreshold
        analyzer.dontDeduplicateExpressionIfExprIdInOutput analyzer.failAmbiguousSelfJoin analyzer.maxIterations analyzer.unionIsResolvedWhenDuplicatesPerChildResolved
        analyzer.uniqueNecessaryMetadataColumns ansi.doubleQuotedIdentifiers ansi.enabled ansi.enforceReservedKeywords ansi.relationPrecedence ansi.strictIndexOperator
        autoBroadcastJoinThreshold avro.compression.codec avro.datetimeRebaseModeInRead avro.datetimeRebaseModeInWrite avro.deflate.level avro.filterPushdown.enabled
        broadcastTimeout bucketing.coalesceBucketsInJoin.enabled bucketing.coalesceBucketsInJoin.maxBucketRatio cartesianProductExec.buffer.in.memory.threshold
        cartesianProductExec.buffer.spill.threshold caseSensitive catalog.spark_catalog cbo.enabled cbo.joinReorder.card.weight cbo.joinReorder.dp.star.filter
        cbo.joinReorder.dp.threshold cbo.joinReorder.enabled cbo.planStats.enabled cbo.starJoinFTRatio cbo.starSchemaDetection charAsVarchar chunkBase64String.enabled
        cli.print.header codegen.aggregate.fastHashMap.capacityBit codegen.aggregate.map.twolevel.enabled codegen.aggregate.map.twolevel.partialOnly
        codegen.aggregate.map.vectorized.enable codegen.aggregate.sortAggregate.enabled codegen.aggregate.splitAggregateFunc.enabled codegen.factoryMode codegen.fallback
        codegen.hugeMethodLimit codegen.join.buildSideOuterShuffledHashJoin.enabled codegen.join.existenceSortMergeJoin.enabled codegen.join.fullOuterShuffledHashJoin.enabled
        codegen.join.fullOuterSortMergeJoin.enabled codegen.logging.maxLines codegen.maxFields codegen.methodSplitThreshold codegen.splitConsumeFuncByOperator
        codegen.useIdInClassName codegen.wholeStage columnNameOfCorruptRecord columnVector.offheap.enabled constraintPropagation.enabled crossJoin.enabled
        csv.filterPushdown.enabled csv.parser.columnPruning.enabled csv.parser.inputBufferSize datetime.java8API.enabled debug.maxToStringFields
        decimalOperations.allowPrecisionLoss defaultCatalog defaultColumn.allowedProviders defaultColumn.enabled defaultColumn.useNullsForMissingDefaultValues defaultSizeInBytes
        error.messageFormat exchange.reuse execution.arrow.enabled execution.arrow.fallback.enabled execution.arrow.localRelationThreshold execution.arrow.maxRecordsPerBatch
        execution.arrow.pyspark.enabled execution.arrow.pyspark.fallback.enabled execution.arrow.pyspark.selfDestruct.enabled execution.arrow.sparkr.enabled
        execution.arrow.useLargeVarTypes execution.broadcastHashJoin.outputPartitioningExpandLimit execution.fastFailOnFileFormatOutput execution.pandas.convertToArrowArraySafely
        execution.pandas.structHandlingMode execution.pandas.udf.buffer.size execution.pyspark.python execution.pyspark.udf.simplifiedTraceback.enabled
        execution.pythonUDF.arrow.enabled execution.pythonUDTF.arrow.enabled execution.rangeExchange.sampleSizePerPartition execution.removeRedundantProjects
        execution.removeRedundantSorts execution.replaceHashWithSortAgg execution.reuseSubquery execution.sortBeforeRepartition execution.topKSortFallbackThreshold
        execution.useObjectHashAggregateExec execution.usePartitionEvaluator files.ignoreCorruptFiles files.ignoreMissingFiles files.maxPartitionBytes files.maxPartitionNum
        files.maxRecordsPerFile files.minPartitionNum files.openCostInBytes function.concatBinaryAsString function.eltOutputAsString groupByAliases groupByOrdinal
        hive.advancedPartitionPredicatePushdown.enabled hive.caseSensitiveInferenceMode hive.convertCTAS hive.convertInsertingPartitionedTable hive.convertMetastoreCtas
        hive.convertMetastoreInsertDir hive.convertMetastoreOrc hive.convertMetastoreParquet hive.dropPartitionByName.enabled hive.filesourcePartitionFileCacheSize
        hive.gatherFastStats hive.manageFilesourcePartitions hive.metastorePartitionPruning hive.metastorePartitionPruningFallbackOnException
        hive.metastorePartitionPruningFastFallback hive.metastorePartitionPruningInSetThreshold hive.tablePropertyLengthThreshold hive.verifyPartitionPath
        inMemoryColumnarStorage.batchSize inMemoryColumnarStorage.compressed inMemoryColumnarStorage.enableVectorizedReader inMemoryColumnarStorage.partitionPruning
        inMemoryTableScanStatistics.enable join.preferSortMergeJoin json.enablePartialResults json.filterPushdown.enabled jsonGenerator.ignoreNullFields
        jsonGenerator.writeNullIfWithDefaultValue lateralColumnAlias.enableImplicitResolution leafNodeDefaultParallelism legacy.addSingleFileInAddFile
        legacy.allowAutoGeneratedAliasForView legacy.allowEmptySchemaWrite legacy.allowHashOnMapType legacy.allowNegativeScaleOfDecimal legacy.allowNonEmptyLocationInCTAS
        legacy.allowNullComparisonResultInArraySort legacy.allowParameterlessCount legacy.allowStarWithSingleTableIdentifierInCount
        legacy.allowTempViewCreationWithMultipleNameparts legacy.allowUntypedScalaUDF legacy.allowZeroIndexInFormatString legacy.avro.allowIncompatibleSchema
        legacy.bucketedTableScan.outputOrdering legacy.castComplexTypesToString.enabled legacy.charVarcharAsString legacy.createEmptyCollectionUsingStringType
        legacy.createHiveTableByDefault legacy.csv.enableDateTimeParsingFallback legacy.ctePrecedencePolicy legacy.dataFrameWriterV2IgnorePathOption
        legacy.dataset.nameNonStructGroupingKeyAsValue legacy.doLooseUpcast legacy.emptyCurrentDBInCli legacy.execution.pandas.groupedMap.assignColumnsByName
        legacy.exponentLiteralAsDecimal.enabled legacy.extraOptionsBehavior.enabled legacy.followThreeValuedLogicInArrayExists legacy.fromDayTimeString.enabled
        legacy.groupingIdWithAppendedUserGroupBy legacy.histogramNumericPropagateInputType legacy.inSubqueryNullability legacy.integerGroupingId legacy.interval.enabled
        legacy.json.allowEmptyString.enabled legacy.json.enableDateTimeParsingFallback legacy.keepCommandOutputSchema legacy.keepPartitionSpecAsStringLiteral
        legacy.literal.pickMinimumPrecision legacy.lpadRpadAlwaysReturnString legacy.mssqlserver.numericMapping.enabled legacy.negativeIndexInArrayInsert
        legacy.notReserveProperties legacy.nullInEmptyListBehavior legacy.nullValueWrittenAsQuotedEmptyStringCsv legacy.parquet.nanosAsLong
        legacy.parseNullPartitionSpecAsStringLiteral legacy.parser.havingWithoutGroupByAsWhere legacy.pathOptionBehavior.enabled legacy.percentileDiscCalculation
        legacy.replaceDatabricksSparkAvro.enabled legacy.respectNullabilityInTextDatasetConversion legacy.setCommandRejectsSparkCoreConfs legacy.setopsPrecedence.enabled
        legacy.sizeOfNull legacy.skipTypeValidationOnAlterPartition legacy.statisticalAggregate legacy.storeAnalyzedPlanForView legacy.timeParserPolicy
        legacy.typeCoercion.datetimeToString.enabled legacy.useCurrentConfigsForView legacy.useV1Command legacy.v1IdentifierNoCatalog limit.initialNumPartitions
        limit.scaleUpFactor mapKeyDedupPolicy maven.additionalRemoteRepositories maxConcurrentOutputFileWriters maxMetadataStringLength maxPlanStringLength
        maxSinglePartitionBytes objectHashAggregate.sortBased.fallbackThreshold optimizeNullAwareAntiJoin optimizer.canChangeCachedPlanOutputPartitioning
        optimizer.collapseProjectAlwaysInline optimizer.datasourceV2ExprFolding optimizer.datasourceV2JoinPushdown optimizer.decorrelateInnerQuery.enabled
        optimizer.decorrelateSetOps.enabled optimizer.decorrelateSubqueryLegacyIncorrectCountHandling.enabled optimizer.disableHints optimizer.dynamicPartitionPruning.enabled
        optimizer.dynamicPartitionPruning.fallbackFilterRatio optimizer.dynamicPartitionPruning.reuseBroadcastOnly optimizer.dynamicPartitionPruning.useStats
        optimizer.enableCsvExpressionOptimization optimizer.enableJsonExpressionOptimization optimizer.excludeSubqueryRefsFromRemoveRedundantAliases.enabled
        optimizer.excludedRules optimizer.expression.nestedPruning.enabled optimizer.expressionProjectionCandidateLimit optimizer.inSetConversionThreshold
        optimizer.inSetSwitchThreshold optimizer.maxIterations optimizer.metadataOnly optimizer.nestedPredicatePushdown.supportedFileSources optimizer.nestedSchemaPruning.enabled
        optimizer.optimizeOneRowRelationSubquery optimizer.optimizeOneRowRelationSubquery.alwaysInline optimizer.plannedWrite.enabled optimizer.propagateDistinctKeys.enabled
        optimizer.pullHintsIntoSubqueries optimizer.replaceExceptWithFilter optimizer.runtime.bloomFilter.applicationSideScanSizeThreshold
        optimizer.runtime.bloomFilter.creationSideThreshold optimizer.runtime.bloomFilter.enabled optimizer.runtime.bloomFilter.expectedNumItems
        optimizer.runtime.bloomFilter.maxNumBits optimizer.runtime.bloomFilter.maxNumItems optimizer.runtime.bloomFilter.numBits
        optimizer.runtime.rowLevelOperationGroupFilter.enabled optimizer.runtimeFilter.number.threshold optimizer.runtimeFilter.semiJoinReduction.enabled
        optimizer.serializer.nestedSchemaPruning.enabled optimizer.windowGroupLimitThreshold orc.aggregatePushdown orc.columnarReaderBatchSize orc.columnarWriterBatchSize
        orc.compression.codec orc.enableNestedColumnVectorizedReader orc.enableVectorizedReader orc.filterPushdown orc.impl orc.mergeSchema orderByOrdinal
        parquet.aggregatePushdown parquet.binaryAsString parquet.columnarReaderBatchSize parquet.compression.codec parquet.datetimeRebaseModeInRead
        parquet.datetimeRebaseModeInWrite parquet.enableNestedColumnVectorizedReader parquet.enableVectorizedReader parquet.fieldId.read.enabled
        parquet.fieldId.read.ignoreMissing parquet.fieldId.write.enabled parquet.filterPushdown parquet.filterPushdown.date parquet.filterPushdown.decimal
        parquet.filterPushdown.string.startsWith parquet.filterPushdown.stringPredicate parquet.filterPushdown.timestamp parquet.inferTimestampNTZ.enabled
        parquet.int96AsTimestamp parquet.int96RebaseModeInRead parquet.int96RebaseModeInWrite parquet.int96TimestampConversion parquet.mergeSchema parquet.output.committer.class
        parquet.outputTimestampType parquet.pushdown.inFilterThreshold parquet.recordLevelFilter.enabled parquet.respectSummaryFiles parquet.writeLegacyFormat
        parser.eagerEvalOfUnresolvedInlineTable parser.escapedStringLiterals parser.quotedRegexColumnNames pivotMaxValues planChangeLog.batches planChangeLog.level
        planChangeLog.rules planChangeValidation pyspark.inferNestedDictAsStruct.enabled pyspark.jvmStacktrace.enabled pyspark.legacy.inferArrayTypeFromFirstElement.enabled
        readSideCharPadding redaction.options.regex redaction.string.regex repl.eagerEval.enabled repl.eagerEval.maxNumRows repl.eagerEval.truncate
        requireAllClusterKeysForCoPartition requireAllClusterKeysForDistribution retainGroupColumns runSQLOnFiles scriptTransformation.exitTimeoutInSeconds
        selfJoinAutoResolveAmbiguity session.localRelationCacheThreshold session.timeZone sessionWindow.buffer.in.memory.threshold sessionWindow.buffer.spill.threshold
        shuffle.partitions shuffledHashJoinFactor sort.enableRadixSort sortMergeJoinExec.buffer.in.memory.threshold sortMergeJoinExec.buffer.spill.threshold
        sources.binaryFile.maxLength sources.bucketing.autoBucketedScan.enabled sources.bucketing.enabled sources.bucketing.maxBuckets sources.commitProtocolClass sources.default
        sources.fileCompressionFactor sources.ignoreDataLocality sources.outputCommitterClass sources.parallelPartitionDiscovery.parallelism
        sources.parallelPartitionDiscovery.threshold sources.partitionColumnTypeInference.enabled sources.partitionOverwriteMode sources.useV1SourceList
        sources.v2.bucketing.enabled sources.v2.bucketing.partiallyClusteredDistribution.enabled sources.v2.bucketing.pushPartValues.enabled sources.validatePartitionColumns
        stableDerivedColumnAlias.enabled statistics.fallBackToHdfs statistics.histogram.enabled statistics.histogram.numBins statistics.ndv.maxError
        statistics.parallelFileListingInStatsComputation.enabled statistics.percentile.accuracy statistics.size.autoUpdate.enabled storeAssignmentPolicy
        streaming.aggregation.stateFormatVersion streaming.asyncLogPurge.enabled streaming.checkpoint.escapedPathCheck.enabled streaming.checkpoint.renamedFileCheck.enabled
        streaming.checkpointFileManagerClass streaming.checkpointLocation streaming.commitProtocolClass streaming.continuous.epochBacklogQueueSize
        streaming.continuous.executorPollIntervalMs streaming.continuous.executorQueueSize streaming.disabledV2MicroBatchReaders streaming.disabledV2Writers
        streaming.fileSink.log.cleanupDelay streaming.fileSink.log.compactInterval streaming.fileSink.log.deletion streaming.fileSource.cleaner.numThreads
        streaming.fileSource.log.cleanupDelay streaming.fileSource.log.compactInterval streaming.fileSource.log.deletion streaming.fileSource.schema.forceNullable
        streaming.fileStreamSink.ignoreMetadata streaming.flatMapGroupsWithState.stateFormatVersion streaming.forceDeleteTempCheckpointLocation streaming.join.stateFormatVersion
        streaming.kafka.useDeprecatedOffsetFetching streaming.maxBatchesToRetainInMemory streaming.metadataCache.enabled streaming.metricsEnabled streaming.minBatchesToRetain
        streaming.multipleWatermarkPolicy streaming.noDataMicroBatches.enabled streaming.noDataProgressEventInterval streaming.numRecentProgressUpdates streaming.pollingDelay
        streaming.schemaInference streaming.sessionWindow.merge.sessions.in.local.partition streaming.sessionWindow.stateFormatVersion streaming.stateStore.compression.codec
        streaming.stateStore.formatValidation.enabled streaming.stateStore.maintenanceInterval streaming.stateStore.maintenanceProcessingTimeout
        streaming.stateStore.maintenanceShutdownTimeout streaming.stateStore.minDeltasForSnapshot streaming.stateStore.numStateStoreMaintenanceThreads
        streaming.stateStore.providerClass streaming.stateStore.rocksdb.formatVersion streaming.stateStore.skipNullsForStreamStreamJoins.enabled
        streaming.stateStore.stateSchemaCheck streaming.statefulOperator.allowMultiple streaming.statefulOperator.checkCorrectness.enabled
        streaming.statefulOperator.useStrictDistribution streaming.stopActiveRunOnRestart streaming.stopTimeout streaming.triggerAvailableNowWrapper.enabled
        streaming.unsupportedOperationCheck subexpressionElimination.cache.maxEntries subexpressionElimination.enabled subexpressionElimination.skipForShortcutExpr
        thriftServer.incrementalCollect thriftServer.interruptOnCancel thriftServer.queryTimeout thriftserver.scheduler.pool thriftserver.ui.retainedSessions
        thriftserver.ui.retainedStatements timestampType truncateTable.ignorePermissionAcl.enabled tvf.allowMultipleTableArguments.enabled ui.explainMode variable.substitute
        view.maxNestedViewDepth windowExec.buffer.in.memory.threshold windowExec.buffer.spill.threshold
        """;

    private const string StaticNames = """
        broadcastExchange.maxThreadThreshold cache.serializer catalog.spark_catalog.defaultDatabase catalogImplementation codegen.cache.maxEntries codegen.comments debug
        defaultUrlStreamHandlerFactory.enabled event.truncate.length extensions extensions.test.loadFromCp filesourceTableRelationCacheSize globalTempDatabase
        hive.metastore.barrierPrefixes hive.metastore.jars hive.metastore.jars.path hive.metastore.sharedPrefixes hive.metastore.version hive.thriftServer.singleSession
        hive.version legacy.sessionInitWithConfigDefaults metadataCacheTTLSeconds queryExecutionListeners sources.disabledJdbcConnProviderList sources.schemaStringLengthThreshold
        streaming.streamingQueryListeners streaming.ui.enabled streaming.ui.enabledCustomMetricList streaming.ui.retainedProgressUpdates streaming.ui.retainedQueries
        subquery.maxThreadThreshold ui.retainedExecutions warehouse.dir
        """;

    private const string CoreNames = """
        acls.enable admin.acls admin.acls.groups app.attempt.id appStateStore.asyncTracking.enable archives authenticate authenticate.enableSaslEncryption authenticate.secret
        authenticate.secret.driver.file authenticate.secret.executor.file authenticate.secret.file authenticate.secretBitLength barrier.sync.timeout
        block.failures.beforeLocationRefresh blockManager.port broadcast.UDFCompressionThreshold broadcast.blockSize broadcast.checksum broadcast.compress buffer.pageSize
        buffer.size buffer.write.chunkSize checkpoint.compress cleaner.periodicGC.interval cleaner.referenceTracking cleaner.referenceTracking.blocking
        cleaner.referenceTracking.blocking.shuffle cleaner.referenceTracking.cleanCheckpoints connect.scalaUdf.stubPrefixes cores.max decommission.enabled default.parallelism
        diskStore.subDirectories driver.bindAddress driver.blockManager.port driver.cores driver.extraClassPath driver.extraJavaOptions driver.extraLibraryPath driver.host
        driver.log.allowErasureCoding driver.log.dfsDir driver.log.layout driver.log.persistToDfs.enabled driver.maxResultSize driver.memory driver.memoryOverhead
        driver.memoryOverheadFactor driver.port driver.resourcesFile driver.supervise driver.userClassPathFirst dynamicAllocation.cachedExecutorIdleTimeout
        dynamicAllocation.enabled dynamicAllocation.executorAllocationRatio dynamicAllocation.executorIdleTimeout dynamicAllocation.initialExecutors
        dynamicAllocation.maxExecutors dynamicAllocation.minExecutors dynamicAllocation.schedulerBacklogTimeout dynamicAllocation.shuffleTracking.enabled
        dynamicAllocation.shuffleTracking.timeout dynamicAllocation.sustainedSchedulerBacklogTimeout dynamicAllocation.testing eventLog.buffer.kb eventLog.compress
        eventLog.compression.codec eventLog.dir eventLog.enabled eventLog.erasureCoding.enabled eventLog.gcMetrics.oldGenerationGarbageCollectors
        eventLog.gcMetrics.youngGenerationGarbageCollectors eventLog.logBlockUpdates.enabled eventLog.logStageExecutorMetrics eventLog.longForm.enabled eventLog.overwrite
        eventLog.rolling.enabled eventLog.rolling.maxFileSize eventLog.testing excludeOnFailure.application.fetchFailure.enabled
        excludeOnFailure.application.maxFailedExecutorsPerNode excludeOnFailure.application.maxFailedTasksPerExecutor excludeOnFailure.enabled
        excludeOnFailure.killExcludedExecutors excludeOnFailure.killExcludedExecutors.decommission excludeOnFailure.stage.maxFailedExecutorsPerNode
        excludeOnFailure.stage.maxFailedTasksPerExecutor excludeOnFailure.task.maxTaskAttemptsPerExecutor excludeOnFailure.task.maxTaskAttemptsPerNode excludeOnFailure.timeout
        executor.allowSparkContext executor.cores executor.decommission.forceKillTimeout executor.decommission.killInterval executor.decommission.signal executor.extraClassPath
        executor.extraJavaOptions executor.extraLibraryPath executor.failuresValidityInterval executor.heartbeat.dropZeroAccumulatorUpdates executor.heartbeat.maxFailures
        executor.heartbeatInterval executor.id executor.instances executor.killOnFatalError.depth executor.logs.rolling.enableCompression executor.logs.rolling.maxRetainedFiles
        executor.logs.rolling.maxSize executor.logs.rolling.strategy executor.logs.rolling.time.interval executor.maxNumFailures executor.memory executor.memoryOverhead
        executor.memoryOverheadFactor executor.metrics.fileSystemSchemes executor.metrics.pollingInterval executor.processTreeMetrics.enabled executor.pyspark.memory
        executor.python.worker.log.details executor.userClassPathFirst extraListeners file.transferTo files files.fetchFailure.unRegisterOutputOnHost files.ignoreCorruptFiles
        files.ignoreMissingFiles files.maxPartitionBytes files.openCostInBytes hadoopRDD.ignoreEmptySplits history.ui.maxApplications io.compression.codec
        io.compression.lz4.blockSize io.compression.snappy.blockSize io.compression.zstd.bufferPool.enabled io.compression.zstd.bufferSize io.compression.zstd.level
        io.crypto.cipher.transformation io.encryption.enabled io.encryption.keySizeBits io.encryption.keygen.algorithm io.warning.largeFileThreshold jars jars.excludes jars.ivy
        jars.ivySettings jars.packages jars.repositories kerberos.access.hadoopFileSystems kerberos.keytab kerberos.principal kerberos.relogin.period kerberos.renewal.credentials
        kryo.classesToRegister kryo.pool kryo.referenceTracking kryo.registrationRequired kryo.registrator kryo.unsafe kryoserializer.buffer kryoserializer.buffer.max
        locality.wait locality.wait.legacyResetOnTaskLaunch locality.wait.node locality.wait.process locality.wait.rack log.callerContext log.level master.rest.enabled
        master.rest.port master.ui.decommission.allow.mode master.ui.port memory.fraction memory.offHeap.enabled memory.offHeap.size memory.storageFraction
        metrics.appStatusSource.enabled metrics.conf metrics.executorMetricsSource.enabled metrics.namespace metrics.staticSources.enabled modify.acls modify.acls.groups
        network.crypto.enabled network.crypto.saslFallback network.maxRemoteBlockSizeFetchToMem network.remoteReadNioBufferConversion network.timeout network.timeoutInterval
        plugins pyspark.driver.python pyspark.python python.authenticate.socketTimeout python.daemon.module python.task.killTimeout python.use.daemon
        python.worker.faulthandler.enabled python.worker.module python.worker.reuse rdd.cache.visibilityTracking.enabled rdd.checkpoint.cachePreferredLocsExpireTime rdd.compress
        rdd.limit.initialNumPartitions rdd.limit.scaleUpFactor rdd.parallelListingThreshold redaction.regex redaction.string.regex reducer.maxBlocksInFlightPerAddress
        reducer.maxReqsInFlight reducer.maxSizeInFlight resources.discoveryPlugin rpc.askTimeout rpc.connect.threads rpc.io.numConnectionsPerPeer rpc.io.threads rpc.lookupTimeout
        rpc.message.maxSize rpc.netty.dispatcher.numThreads rpc.numRetries rpc.retry.wait scheduler.allocation.file scheduler.barrier.maxConcurrentTasksCheck.interval
        scheduler.barrier.maxConcurrentTasksCheck.maxFailures scheduler.excludeOnFailure.unschedulableTaskSetTimeout scheduler.executorTaskExcludeOnFailureTime
        scheduler.listenerbus.eventqueue.capacity scheduler.listenerbus.logSlowEvent scheduler.listenerbus.logSlowEvent.threshold
        scheduler.listenerbus.metrics.maxListenerClassesTimed scheduler.maxRegisteredResourcesWaitingTime scheduler.maxRetainedRemovedDecommissionExecutors
        scheduler.maxRetainedUnknownDecommissionExecutors scheduler.minRegisteredResourcesRatio scheduler.mode scheduler.resource.profileMergeConflicts scheduler.revive.interval
        security.credentials.renewalRatio security.credentials.retryWait serializer serializer.extraDebugInfo serializer.objectStreamReset shuffle.accurateBlockSkewedFactor
        shuffle.accurateBlockThreshold shuffle.checksum.algorithm shuffle.checksum.enabled shuffle.compress shuffle.detectCorrupt shuffle.detectCorrupt.useExtraMemory
        shuffle.file.buffer shuffle.manager shuffle.mapOutput.dispatcher.numThreads shuffle.mapOutput.minSizeForBroadcast shuffle.mapOutput.parallelAggregationThreshold
        shuffle.mapStatus.compression.codec shuffle.maxAccurateSkewedBlockNumber shuffle.maxAttemptsOnNettyOOM shuffle.minNumPartitionsToHighlyCompress shuffle.push.enabled
        shuffle.push.finalize.timeout shuffle.push.maxBlockBatchSize shuffle.push.maxBlockSizeToPush shuffle.push.maxRetainedMergerLocations shuffle.push.merge.finalizeThreads
        shuffle.push.mergersMinStaticThreshold shuffle.push.mergersMinThresholdRatio shuffle.push.minCompletedPushRatio shuffle.push.minShuffleSizeToWait
        shuffle.push.numPushThreads shuffle.push.results.timeout shuffle.push.sendFinalizeRPCThreads shuffle.readHostLocalDisk shuffle.reduceLocality.enabled
        shuffle.registration.maxAttempts shuffle.registration.timeout shuffle.service.db.backend shuffle.service.db.enabled shuffle.service.enabled
        shuffle.service.fetch.rdd.enabled shuffle.service.name shuffle.service.port shuffle.service.removeShuffle shuffle.sort.bypassMergeThreshold shuffle.sort.initialBufferSize
        shuffle.sort.io.plugin.class shuffle.sort.useRadixSort shuffle.spill.batchSize shuffle.spill.compress shuffle.spill.diskWriteBufferSize
        shuffle.spill.initialMemoryThreshold shuffle.spill.numElementsForceSpillThreshold shuffle.sync shuffle.unsafe.fastMergeEnabled shuffle.unsafe.file.output.buffer
        shuffle.useOldFetchProtocol speculation speculation.efficiency.enabled speculation.efficiency.longRunTaskFactor speculation.efficiency.processRateMultiplier
        speculation.interval speculation.minTaskRuntime speculation.multiplier speculation.quantile speculation.task.duration.threshold stage.ignoreDecommissionFetchFailure
        stage.maxAttempts stage.maxConsecutiveAttempts standalone.executorRemoveDelayOnDisconnection standalone.submit.waitAppCompletion storage.blockManagerHeartbeatTimeoutMs
        storage.blockManagerMasterDriverHeartbeatTimeoutMs storage.blockManagerTimeoutIntervalMs storage.cachedPeersTtl storage.cleanupFilesAfterExecutorExit
        storage.decommission.enabled storage.decommission.fallbackStorage.cleanUp storage.decommission.fallbackStorage.path storage.decommission.maxReplicationFailuresPerBlock
        storage.decommission.rddBlocks.enabled storage.decommission.replicationReattemptInterval storage.decommission.shuffleBlocks.enabled
        storage.decommission.shuffleBlocks.maxDiskSize storage.decommission.shuffleBlocks.maxThreads storage.exceptionOnPinLeak storage.localDiskByExecutors.cacheSize
        storage.maxReplicationFailures storage.memoryMapLimitForTests storage.memoryMapThreshold storage.replication.policy storage.replication.proactive
        storage.replication.topologyFile storage.replication.topologyMapper storage.unrollMemoryCheckPeriod storage.unrollMemoryGrowthFactor storage.unrollMemoryThreshold
        submit.deployMode submit.proxyUser.allowCustomClasspathInClusterMode submit.pyFiles task.cpus task.maxDirectResultSize task.maxFailures task.reaper.enabled
        task.reaper.killTimeout task.reaper.pollingInterval task.reaper.threadDump taskMetrics.trackUpdatedBlockStatuses ui.allowFramingFrom ui.consoleProgress.update.interval
        ui.custom.executor.log.url ui.dagGraph.retainedRootRDDs ui.enabled ui.filters ui.groupSQLSubExecutionEnabled ui.heapHistogramEnabled ui.killEnabled
        ui.liveUpdate.minFlushPeriod ui.liveUpdate.period ui.port ui.prometheus.enabled ui.proxyRedirectUri ui.requestHeaderSize ui.retainedDeadExecutors ui.retainedJobs
        ui.retainedStages ui.retainedTasks ui.reverseProxy ui.reverseProxyUrl ui.showConsoleProgress ui.store.path ui.strictTransportSecurity ui.threadDumpsEnabled
        ui.timeline.executors.maximum ui.timeline.jobs.maximum ui.timeline.stages.maximum ui.timeline.tasks.maximum ui.timelineEnabled ui.view.acls ui.view.acls.groups
        ui.xContentTypeOptions.enabled ui.xXssProtection unsafe.exceptionOnMemoryLeak unsafe.sorter.spill.read.ahead.enabled unsafe.sorter.spill.reader.buffer.size
        user.groups.mapping worker.executorStateSync.maxAttempts yarn.dist.forceDownloadSchemes yarn.dist.pyFiles yarn.isPython yarn.kerberos.renewal.excludeHadoopFileSystems
        yarn.shuffle.server.recovery.disabled yarn.stagingDir
        """;
}
