using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Engine.Files;
using Grader.Engine.Operators;
using Grader.Engine.Sinks;
using Grader.Engine.Sources;
using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;
using Grader.Plans.Types;

namespace Grader.Engine.Catalog;

/// <summary>Writes the result of a batch query to files and tables, after Spark's DataFrameWriter and InsertIntoHadoopFsRelationCommand.</summary>
/// <param name="run">Runs a plan as a batch.</param>
internal sealed class SaveOperations(
    SessionCatalog catalog, EngineServices services, ConsoleBudget console, Func<string, string?> conf, Func<TimeZoneInfo> zone, Func<ResolvedPlan, List<Datum[]>> run)
{
    private const string Warehouse = "spark-warehouse";
    private const string OverwriteModeOption = "partitionOverwriteMode", OverwriteModeSetting = "spark.sql.sources.partitionOverwriteMode";

    /// <summary>URI of the folder that holds the session's own tables.</summary>
    public string WarehouseUri => $"file:{Qualify(Warehouse)}";

    private IFileSystem Files => services.Files;

    public void Save(WriteOperation write, ResolvedPlan input)
    {
        CheckBuckets(write);
        if (write.Target == SaveTarget.InsertInto)
        {
            Insert(write, input);
        }
        else if (write.Target == SaveTarget.Table)
        {
            SaveTable(write, input);
        }
        else
        {
            SavePath(write, input);
        }
    }

    public void Save(WriteOperationV2 write, ResolvedPlan input)
    {
        string name = SessionCatalog.TableName(write.TableName);
        StoredTable? table = catalog.Table(write.TableName);
        switch (write.Mode)
        {
            case WriteModeV2.Create when table is not null:
                throw CatalogErrors.TableExists(name);
            case WriteModeV2.Create:
                CreateAs(
                    name, Format(write.Provider), input, new CaseInsensitiveOptions([.. write.Options, .. write.TableProperties]), write.Partitioning.Select(PartitionColumn).ToSeq());
                break;
            case WriteModeV2.Replace or WriteModeV2.CreateOrReplace:
                throw SparkException.Analysis(null, "REPLACE TABLE AS SELECT is only supported with v2 tables.");
            default:
                string does = write.Mode switch
                {
                    WriteModeV2.Append => "append",
                    WriteModeV2.Overwrite => "overwrite by filter",
                    _ => "dynamic overwrite",
                };
                throw table is null
                    ? AnalysisErrors.TableNotFound(write.TableName)
                    : SparkException.Analysis("UNSUPPORTED_FEATURE.TABLE_OPERATION",
                        $"[UNSUPPORTED_FEATURE.TABLE_OPERATION] The feature is not supported: Table `spark_catalog`.`default`.`{name}` does not support {does} in batch mode. "
                        + "Please check the current catalog and namespace to make sure the qualified table name is expected, and also check the catalog implementation which is configured by \"spark.sql.catalog\".");
        }
    }

    /// <summary>A table without a query: over files that are there, or an empty one of the session's own.</summary>
    /// <param name="find">Finds the files at a path, with their schema.</param>
    /// <param name="partitioning">Columns that are folders, where the statement names them.</param>
    public void Create(CreateTable create, Func<string, CaseInsensitiveOptions, string, ResolvedPlan> find, Seq<string> partitioning)
    {
        string format = Format(create.Source);
        var options = new CaseInsensitiveOptions(create.Options);
        string? location = create.Path ?? options["path"];
        CheckNew(create.Name, format);
        if (location is null && create.Schema is null)
        {
            throw SparkException.Analysis("UNABLE_TO_INFER_SCHEMA", $"[UNABLE_TO_INFER_SCHEMA] Unable to infer schema for {FileFormats.Title(format)}. It must be specified manually.");
        }

        ResolvedPlan? found = create.Schema is null ? find(format, options, Qualify(location!)) : null;
        StructType schema = create.Schema ?? found!.Schema;
        if (partitioning.FirstOrDefault(column => !schema.Fields.Any(field => ColumnNames.Same(field.Name, column))) is { } missing)
        {
            throw CatalogErrors.ColumnNotDefined(SessionCatalog.TableName(create.Name), missing, schema);
        }

        AddTable(create, schema, partitioning.Count > 0 ? partitioning : (found as FileRelation)?.PartitionColumns ?? []);
    }

    /// <summary>A stream into a table, which is made where it is not there: a stream into the table's files.</summary>
    public WriteStreamOperation IntoTable(WriteStreamOperation operation, ResolvedPlan input)
    {
        string name = operation.TableName!;
        if (catalog.Table(name) is null)
        {
            string? path = operation.Path ?? new CaseInsensitiveOptions(operation.Options)["path"];
            CheckNew(name, Format(operation.Format));
            _ = Writer(Format(operation.Format), input, new CaseInsensitiveOptions(operation.Options), operation.PartitioningColumns);
            AddTable(new CreateTable(name, path, operation.Format, null, null, operation.Options), input.Schema, operation.PartitioningColumns);
        }

        StoredTable table = catalog.Table(name)!;
        string format = Format(operation.Format);
        return format == table.Format
            ? operation with
            {
                Format = table.Format,
                Path = table.Path,
                PartitioningColumns = table.PartitionColumns,
                Options = operation.Options.Where(option => !ColumnNames.Same(option.Key, "path")).ToSeq(),
            }
            : throw SparkException.Analysis("_LEGACY_ERROR_TEMP_1288", $"The input source({format}) is different from the table {name}'s data source provider({table.Format}).");
    }

    private void CheckNew(string table, string format)
    {
        if (catalog.Table(table) is not null)
        {
            throw CatalogErrors.TableExists(SessionCatalog.TableName(table));
        }

        CheckFormat(format);
    }

    private void AddTable(CreateTable create, StructType schema, Seq<string> partitioning)
    {
        string name = SessionCatalog.TableName(create.Name);
        var options = new CaseInsensitiveOptions(create.Options);
        string? location = create.Path ?? options["path"];
        string path = Qualify(location ?? $"{Warehouse}/{name}");
        if (location is null)
        {
            Files.CreateDirectory(path);
        }

        catalog.AddTable(Table(name, Format(create.Source), schema, options, path, partitioning) with { IsManaged = location is null, Description = create.Description });
    }

    /// <summary>A table whose columns of folders stand last.</summary>
    private static StoredTable Table(string name, string format, StructType schema, CaseInsensitiveOptions options, string path, Seq<string> partitioning)
    {
        StructField[] folders = [.. partitioning.Select(column => schema.Fields.First(field => ColumnNames.Same(field.Name, column)))];
        return new StoredTable(name, format, new StructType([.. schema.Fields.Except(folders), .. folders]), options, path, IsManaged: options["path"] is null, Description: null)
        {
            PartitionColumns = folders.Select(field => field.Name).ToSeq(),
        };
    }

    /// <summary>Forgets a table, and its files where they are its own.</summary>
    /// <returns>False where there is none.</returns>
    public bool DropTable(string name)
    {
        if (catalog.Table(name) is not { } table)
        {
            return false;
        }

        catalog.DropTable(name);
        if (table.IsManaged)
        {
            Files.Delete(table.Path);
        }

        return true;
    }

    private static void CheckBuckets(WriteOperation write)
    {
        string operation = write.Target == SaveTarget.Path ? "save" : "insertInto";
        if (write.SortColumns.Count > 0 && write.BucketCount is null)
        {
            throw SparkException.Analysis("_LEGACY_ERROR_TEMP_1311", "sortBy must be used together with bucketBy.");
        }

        if (write.BucketCount is not null && write.Target != SaveTarget.Table)
        {
            throw SparkException.Analysis("_LEGACY_ERROR_TEMP_1312", $"'{operation}' does not support bucketBy{(write.SortColumns.Count > 0 ? " and sortBy" : "")} right now.");
        }

        if (write.BucketCount is <= 0 or > 100_000)
        {
            throw SparkException.Analysis("INVALID_BUCKET_COUNT", $"[INVALID_BUCKET_COUNT] Number of buckets should be greater than 0 but less than or equal to bucketing.maxBuckets (`100000`). Got `{write.BucketCount}`.");
        }

        if (write.PartitioningColumns.Count > 0 && write.Target == SaveTarget.InsertInto)
        {
            throw SparkException.Analysis("_LEGACY_ERROR_TEMP_1309",
                "insertInto() can't be used together with partitionBy(). Partition columns have already been defined for the table. It is not necessary to use partitionBy().");
        }
    }

    private void SavePath(WriteOperation write, ResolvedPlan input)
    {
        string format = Format(write.Format);
        var options = new CaseInsensitiveOptions(write.Options);
        switch (format)
        {
            case "console":
                console.Write(TableText.Show(input.Schema, run(input), ConsoleOptions.RowCount(options), ConsoleOptions.Truncate(options), zone()) + "\n");
                return;
            case "noop":
                if (write.Mode is SaveMode.ErrorIfExists or SaveMode.Ignore)
                {
                    throw SparkException.Analysis(null, $"TableProvider implementation noop cannot be written with {(write.Mode == SaveMode.Ignore ? "Ignore" : "ErrorIfExists")} mode, please use Append or Overwrite modes instead.");
                }

                _ = run(input);
                return;
        }

        CheckFormat(format);
        if (write.Name is not null && options["path"] is not null)
        {
            throw SparkException.Analysis("_LEGACY_ERROR_TEMP_1241",
                "There is a 'path' option set and save() is called with a path parameter. Either remove the path option, or call save() without the parameter. "
                + "To ignore this check, set 'spark.sql.legacy.pathOptionBehavior.enabled' to 'true'.");
        }

        string path = Qualify(write.Name ?? options["path"] ?? throw SparkException.IllegalArgument("Expected exactly one path to be specified, but got: "));
        PartitionedFileWriter writer = Writer(format, input, options, write.PartitioningColumns);
        bool isThere = Files.DirectoryExists(path) || Files.FileExists(path);
        if (isThere && write.Mode == SaveMode.ErrorIfExists)
        {
            throw CatalogErrors.PathExists($"file:{path}");
        }

        if (isThere && write.Mode == SaveMode.Ignore)
        {
            return;
        }

        if (write.Mode == SaveMode.Overwrite && Reads(input, path))
        {
            throw CatalogErrors.AlsoReadPath($"file:{path}");
        }

        WriteInto(path, write.Mode == SaveMode.Overwrite, writer, options, input);
    }

    private void SaveTable(WriteOperation write, ResolvedPlan input)
    {
        string name = SessionCatalog.TableName(write.Name!), format = Format(write.Format);
        StoredTable? table = catalog.Table(write.Name!);
        var options = new CaseInsensitiveOptions(write.Options);
        foreach (string column in write.BucketColumns.Concat(write.SortColumns))
        {
            _ = new Scope(input.Output).Find(column, ColumnNames.Parse(column)) ?? throw AnalysisErrors.UnresolvedColumn(column, input.Output);
        }

        switch (write.Mode)
        {
            case SaveMode.ErrorIfExists when table is not null:
                throw CatalogErrors.TableExists(name);
            case SaveMode.Ignore when table is not null:
                return;
            case SaveMode.Append when table is not null:
                if (write.Format is not null && format != table.Format)
                {
                    throw CatalogErrors.OtherFormat(name, $"{table.Format}", format);
                }

                WriteInto(table, ByName(table, input), isOverwrite: false);
                return;
            case SaveMode.Overwrite when table is not null:
                if (Reads(input, table.Path))
                {
                    throw CatalogErrors.AlsoReadTable(name);
                }

                DropTable(name);
                break;
        }

        CreateAs(name, format, input, options, write.PartitioningColumns);
    }

    private void Insert(WriteOperation write, ResolvedPlan input)
    {
        StoredTable table = catalog.Table(write.Name!) ?? throw AnalysisErrors.TableNotFound(write.Name!);
        ResolvedPlan fitted = ByPosition(table, input);
        if (write.Mode == SaveMode.Overwrite && Reads(input, table.Path))
        {
            throw CatalogErrors.AlsoReadTable(table.Name);
        }

        WriteInto(table, fitted, write.Mode == SaveMode.Overwrite);
    }

    private void CreateAs(string name, string format, ResolvedPlan input, CaseInsensitiveOptions options, Seq<string> partitioning)
    {
        CheckFormat(format);
        string path = Qualify(options["path"] ?? $"{Warehouse}/{name}");
        WriteInto(path, isOverwrite: true, Writer(format, input, options, partitioning), CaseInsensitiveOptions.Empty, input);
        catalog.AddTable(Table(name, format, input.Schema, options, path, partitioning));
    }

    private void WriteInto(StoredTable table, ResolvedPlan input, bool isOverwrite) =>
        WriteInto(table.Path, isOverwrite, Writer(table.Format, input, table.Options, table.PartitionColumns), table.Options, input);

    private void WriteInto(string path, bool isOverwrite, PartitionedFileWriter writer, CaseInsensitiveOptions options, ResolvedPlan input)
    {
        List<Datum[]> rows = run(input);
        WrittenFile[] written = [.. writer.Write(rows)];
        if (isOverwrite)
        {
            // Dynamically, only those folders are emptied that get something.
            bool isDynamic = writer.IsPartitioned && ColumnNames.Same(options[OverwriteModeOption] ?? conf(OverwriteModeSetting) ?? "", "dynamic");
            foreach (string folder in isDynamic ? written.Select(file => file.Folder) : [""])
            {
                Files.Delete(path + folder);
            }
        }

        BatchFileWriter.Write(Files, path, writer, written, services.NewId());
    }

    private PartitionedFileWriter Writer(string format, ResolvedPlan input, CaseInsensitiveOptions options, Seq<string> partitioning) =>
        input.Schema.Fields.GroupBy(field => field.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } repeated
            ? throw SparkException.Analysis("COLUMN_ALREADY_EXISTS",
                $"[COLUMN_ALREADY_EXISTS] The column `{repeated.Key.ToLowerInvariant()}` already exists. Consider to choose another name or rename the existing column.")
            : PartitionedFileWriter.Create(format, input.Schema, partitioning, options, zone(), conf);

    private static string PartitionColumn(Expression expression) => expression is UnresolvedAttribute column
        ? column.Name
        : throw NotSupported.Yet("Partitioning a table by anything but columns");

    /// <summary>The columns of a table under its types, found by name.</summary>
    private static ProjectPlan ByName(StoredTable table, ResolvedPlan input)
    {
        CheckWidth(table, input);
        var scope = new Scope(input.Output);
        return Cast(table, input, table.Schema.Fields.Select(field => scope.Find(field.Name, [field.Name])?.Attribute ?? throw AnalysisErrors.UnresolvedColumn($"`{field.Name}`", input.Output)));
    }

    private static ProjectPlan ByPosition(StoredTable table, ResolvedPlan input)
    {
        CheckWidth(table, input);
        return Cast(table, input, input.Output);
    }

    private static ProjectPlan Cast(StoredTable table, ResolvedPlan input, IEnumerable<AttributeReference> columns) => new(
        input,
        columns.Zip(table.Schema.Fields, (column, field) => (ResolvedExpression)new NamedExpression(
            column.Type == field.DataType ? column : CastRules.Checked(new CastExpression(column, field.DataType, IsImplicit: true)), field.Name, column.Id)).ToSeq());

    private static void CheckWidth(StoredTable table, ResolvedPlan input)
    {
        if (input.Output.Count != table.Schema.Fields.Count)
        {
            throw CatalogErrors.OtherWidth(table.Name, [.. table.Schema.Fields.Select(f => f.Name)], [.. input.Output.Select(a => a.Name)]);
        }
    }

    private static void CheckFormat(string format)
    {
        if (!FileFormats.All.Contains(format))
        {
            throw Analyzer.UnknownFormat(format);
        }
    }

    private bool Reads(ResolvedPlan plan, string path) => plan.SelfAndDescendants().OfType<FileRelation>()
        .Any(relation => relation.Paths.Any(read => Qualify(read) is var source && (source == path || source.StartsWith(path + "/", StringComparison.Ordinal))));

    private string Format(string? given) => (given ?? conf("spark.sql.sources.default") ?? "parquet").ToLowerInvariant();

    private string Qualify(string path) => Files.Qualify(path).TrimEnd('/');
}
