using System.Security.Cryptography;
using System.Text.Json;

namespace QuantumAttributes.Cryptography.Tests;

public class ManifestTests
{
    [Fact]
    public void Given_VectorFiles_When_Hashed_Expect_WhatTheManifestSays()
    {
        foreach (JsonElement row in VectorFile.ReadJson("MANIFEST.json").EnumerateArray())
        {
            byte[] file = File.ReadAllBytes(VectorFile.PathOf(row.GetProperty("path").GetString()!));
            Assert.Equal(row.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(file)));
        }
    }

    /// <summary>A row that is lost takes its file out of the count of what ran.</summary>
    [Fact]
    public void Given_FilesInTheRepository_When_Listed_Expect_ARowForEach()
    {
        string folder = Repository.PathOf("tests/vectors");
        IEnumerable<string> files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Where(static file => Path.GetFileName(file) is not ("MANIFEST.json" or "README.md"));
        IEnumerable<string> rows = VectorFile.ReadJson("MANIFEST.json").EnumerateArray()
            .Select(static row => row.GetProperty("path").GetString()!);
        Assert.Equal(files.Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("acvp/mlkem-keygen.json.gz")]
    [InlineData("acvp/mlkem-encapdecap.json.gz")]
    [InlineData("acvp/mldsa-keygen.json.gz")]
    [InlineData("acvp/mldsa-siggen.json.gz")]
    [InlineData("acvp/mldsa-sigver.json.gz")]
    [InlineData("acvp/slhdsa-keygen.json.gz")]
    [InlineData("acvp/slhdsa-siggen.json.gz")]
    [InlineData("acvp/slhdsa-sigver.json.gz")]
    public void Given_AcvpFile_When_TestsCounted_Expect_WhatTheManifestSays(string file)
    {
        int expected = VectorFile.ReadJson("MANIFEST.json").EnumerateArray()
            .Single(row => row.GetProperty("path").GetString() == file).GetProperty("tests").GetInt32();
        Assert.Equal(expected, VectorFile.AcvpTests(file).Count());
    }
}
