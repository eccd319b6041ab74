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
