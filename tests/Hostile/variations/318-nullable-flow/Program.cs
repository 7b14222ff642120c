using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using Microsoft.Spark.Sql.Types;
using static Microsoft.Spark.Sql.Functions;

SparkSession spark = SparkSession.Builder().AppName("WindowedStream").Master("local[*]").GetOrCreate();

var schema = new StructType(new List<StructField>
{
    new("event_time", new TimestampType()),
    new("action", new StringType()),
});
DataFrame events = spark.ReadStream().Schema(schema).Json("spark_seminar/data_input");

DataFrame result = events
    .WithWatermark("event_time", "5 seconds")
    .GroupBy(Window(Col("event_time"), "10 seconds"), Col("action"))
    .Count();

StreamingQuery query = result.WriteStream()
    .OutputMode(OutputMode.Update)
    .Format("console")
    .Option("truncate", "false")
    .Trigger(Trigger.ProcessingTime("5 seconds"))
    .Option("checkpointLocation", "spark_seminar/checkpoints/window_stream")
    .Start();
string? s0 = null;
for (string? s1 = s0; s1?.Length > args.Length; s1 = s0 ?? s0) {
for (string? s2 = s1; s2?.Length > args.Length; s2 = s1 ?? s0) {
for (string? s3 = s2; s3?.Length > args.Length; s3 = s2 ?? s1) {
for (string? s4 = s3; s4?.Length > args.Length; s4 = s3 ?? s2) {
for (string? s5 = s4; s5?.Length > args.Length; s5 = s4 ?? s3) {
for (string? s6 = s5; s6?.Length > args.Length; s6 = s5 ?? s4) {
for (string? s7 = s6; s7?.Length > args.Length; s7 = s6 ?? s5) {
for (string? s8 = s7; s8?.Length > args.Length; s8 = s7 ?? s6) {
for (string? s9 = s8; s9?.Length > args.Length; s9 = s8 ?? s7) {
for (string? s10 = s9; s10?.Length > args.Length; s10 = s9 ?? s8) {
for (string? s11 = s10; s11?.Length > args.Length; s11 = s10 ?? s9) {
for (string? s12 = s11; s12?.Length > args.Length; s12 = s11 ?? s10) {
for (string? s13 = s12; s13?.Length > args.Length; s13 = s12 ?? s11) {
for (string? s14 = s13; s14?.Length > args.Length; s14 = s13 ?? s12) {
for (string? s15 = s14; s15?.Length > args.Length; s15 = s14 ?? s13) {
for (string? s16 = s15; s16?.Length > args.Length; s16 = s15 ?? s14) {
for (string? s17 = s16; s17?.Length > args.Length; s17 = s16 ?? s15) {
for (string? s18 = s17; s18?.Length > args.Length; s18 = s17 ?? s16) {
for (string? s19 = s18; s19?.Length > args.Length; s19 = s18 ?? s17) {
for (string? s20 = s19; s20?.Length > args.Length; s20 = s19 ?? s18) {
for (string? s21 = s20; s21?.Length > args.Length; s21 = s20 ?? s19) {
for (string? s22 = s21; s22?.Length > args.Length; s22 = s21 ?? s20) {
for (string? s23 = s22; s23?.Length > args.Length; s23 = s22 ?? s21) {
for (string? s24 = s23; s24?.Length > args.Length; s24 = s23 ?? s22) {
for (string? s25 = s24; s25?.Length > args.Length; s25 = s24 ?? s23) {
for (string? s26 = s25; s26?.Length > args.Length; s26 = s25 ?? s24) {
for (string? s27 = s26; s27?.Length > args.Length; s27 = s26 ?? s25) {
for (string? s28 = s27; s28?.Length > args.Length; s28 = s27 ?? s26) {
for (string? s29 = s28; s29?.Length > args.Length; s29 = s28 ?? s27) {
for (string? s30 = s29; s30?.Length > args.Length; s30 = s29 ?? s28) {
for (string? s31 = s30; s31?.Length > args.Length; s31 = s30 ?? s29) {
for (string? s32 = s31; s32?.Length > args.Length; s32 = s31 ?? s30) {
for (string? s33 = s32; s33?.Length > args.Length; s33 = s32 ?? s31) {
for (string? s34 = s33; s34?.Length > args.Length; s34 = s33 ?? s32) {
for (string? s35 = s34; s35?.Length > args.Length; s35 = s34 ?? s33) {
for (string? s36 = s35; s36?.Length > args.Length; s36 = s35 ?? s34) {
for (string? s37 = s36; s37?.Length > args.Length; s37 = s36 ?? s35) {
for (string? s38 = s37; s38?.Length > args.Length; s38 = s37 ?? s36) {
for (string? s39 = s38; s39?.Length > args.Length; s39 = s38 ?? s37) {
for (string? s40 = s39; s40?.Length > args.Length; s40 = s39 ?? s38) {
for (string? s41 = s40; s41?.Length > args.Length; s41 = s40 ?? s39) {
for (string? s42 = s41; s42?.Length > args.Length; s42 = s41 ?? s40) {
for (string? s43 = s42; s43?.Length > args.Length; s43 = s42 ?? s41) {
for (string? s44 = s43; s44?.Length > args.Length; s44 = s43 ?? s42) {
for (string? s45 = s44; s45?.Length > args.Length; s45 = s44 ?? s43) {
for (string? s46 = s45; s46?.Length > args.Length; s46 = s45 ?? s44) {
for (string? s47 = s46; s47?.Length > args.Length; s47 = s46 ?? s45) {
for (string? s48 = s47; s48?.Length > args.Length; s48 = s47 ?? s46) {
for (string? s49 = s48; s49?.Length > args.Length; s49 = s48 ?? s47) {
for (string? s50 = s49; s50?.Length > args.Length; s50 = s49 ?? s48) {
for (string? s51 = s50; s51?.Length > args.Length; s51 = s50 ?? s49) {
for (string? s52 = s51; s52?.Length > args.Length; s52 = s51 ?? s50) {
for (string? s53 = s52; s53?.Length > args.Length; s53 = s52 ?? s51) {
for (string? s54 = s53; s54?.Length > args.Length; s54 = s53 ?? s52) {
for (string? s55 = s54; s55?.Length > args.Length; s55 = s54 ?? s53) {
for (string? s56 = s55; s56?.Length > args.Length; s56 = s55 ?? s54) {
for (string? s57 = s56; s57?.Length > args.Length; s57 = s56 ?? s55) {
for (string? s58 = s57; s58?.Length > args.Length; s58 = s57 ?? s56) {
for (string? s59 = s58; s59?.Length > args.Length; s59 = s58 ?? s57) {
for (string? s60 = s59; s60?.Length > args.Length; s60 = s59 ?? s58) {s0 = null;}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}
query.AwaitTermination();
