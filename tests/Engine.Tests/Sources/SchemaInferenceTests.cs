using System.Text;
using Grader.Engine.Analysis;
using Grader.Engine.Files;
using Grader.Engine.Sources;
using Grader.Plans;

namespace Grader.Engine.Tests.Sources;

public sealed class SchemaInferenceTests
{
    [Theory]
    [InlineData("{\"a\":1}\n{\"a\":2.5}", "struct<a:double>")]
    [InlineData("{\"a\":12345678901234567890}", "struct<a:decimal(20,0)>")]
    [InlineData("{\"a\":1}\n{\"a\":\"x\"}", "struct<a:string>")]
    [InlineData("{\"b\":{\"y\":1,\"x\":[]},\"a\":null}", "struct<a:string,b:struct<x:array<string>,y:bigint>>")]
    [InlineData("{\"a\":{}}\n{\"b\":true}", "struct<b:boolean>")]
    [InlineData("[{\"a\":1},{\"b\":1}]", "struct<a:bigint,b:bigint>")]
    [InlineData("{\"a\":1}\n{oops", "struct<_corrupt_record:string,a:bigint>")]
    [InlineData("{\"a\":1}\n5", "struct<_corrupt_record:string,a:bigint>")]
    [InlineData("{\"a\":[1,2.5]}\n{\"a\":[\"x\"]}", "struct<a:array<string>>")]
    public void Json_fields_have_the_narrowest_type_of_all_their_values(string text, string expected) => Assert.Equal(expected, Infer("json", text));

    [Fact]
    public void Json_options_bend_the_types()
    {
        Assert.Equal("struct<a:string,b:string>", Infer("json", "{\"a\":1,\"b\":true}", ("primitivesAsString", "true")));
        Assert.Equal("struct<a:decimal(3,2)>", Infer("json", "{\"a\":1.25}", ("prefersDecimal", "true")));
        Assert.Equal("struct<a:bigint>", Infer("json", "{\"a\":1,\"b\":null,\"c\":[]}", ("dropFieldIfAllNull", "true")));
        Assert.Equal("struct<a:timestamp>", Infer("json", "{\"a\":\"2024-01-01T00:00:00Z\"}", ("inferTimestamp", "true")));
        Assert.Equal("struct<a:bigint>", Infer("json", "{\"a\":1}\n{oops", ("mode", "DROPMALFORMED")));
        Assert.Equal("_LEGACY_ERROR_TEMP_2165", Assert.Throws<SparkException>(() => Infer("json", "{oops", ("mode", "FAILFAST"))).Error.ErrorClass);
    }

    [Theory]
    [InlineData("1\n2", "struct<_c0:int>")]
    [InlineData("1\n3000000000", "struct<_c0:bigint>")]
    [InlineData("1\n99999999999999999999", "struct<_c0:decimal(20,0)>")]
    [InlineData("1\n1.5", "struct<_c0:double>")]
    [InlineData("2024-01-01\n2024-01-02", "struct<_c0:date>")]
    [InlineData("2024-01-01\n2024-01-02T10:00:00", "struct<_c0:timestamp>")]
    [InlineData("2024-01-01 10:00:00", "struct<_c0:timestamp>")]
    [InlineData("true\nFALSE", "struct<_c0:boolean>")]
    [InlineData("true\n1", "struct<_c0:string>")]
    [InlineData("1,\n2,", "struct<_c0:int,_c1:string>")]
    public void Csv_columns_have_the_narrowest_type_of_all_their_values(string text, string expected) => Assert.Equal(expected, Infer("csv", text, ("inferSchema", "true")));

    [Fact]
    public void Csv_names_come_from_the_header_and_repeated_ones_get_their_index()
    {
        Assert.Equal("struct<a0:string,A1:string,_c2:string>", Infer("csv", "a,A,\n1,2,3", ("header", "true")));
        Assert.Equal("struct<a:int>", Infer("csv", "a\n1\na\n2", ("header", "true"), ("inferSchema", "true")));
    }

    [Fact]
    public void A_folder_without_files_has_no_schema() =>
        Assert.Equal("UNABLE_TO_INFER_SCHEMA", Assert.Throws<SparkException>(() => Infer("csv", null)).Error.ErrorClass);

    private static string Infer(string format, string? text, params (string Key, string Value)[] options)
    {
        var files = new InMemoryFileSystem(new SteppingClock(1_000), "/base");
        files.CreateDirectory("in");
        if (text is not null)
        {
            files.WriteAtomic("in/f", Encoding.UTF8.GetBytes(text));
        }

        return SchemaInference.Infer(format, files, ["in"],
            new CaseInsensitiveOptions(options.Select(option => new Setting(option.Key, option.Value)).ToSeq()), TimeZoneInfo.Utc, UnreadableFiles.Fail).SimpleString;
    }
}
