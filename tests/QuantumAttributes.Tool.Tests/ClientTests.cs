using System.Globalization;
using QuantumAttributes.Channels.Identities;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Tool.Tests;

public sealed class ClientTests : IDisposable
{
    private readonly ToolHarness _tool = new();

    private string Set => _tool.At("clients.jwks");

    public void Dispose() => _tool.Dispose();

    [Theory]
    [InlineData("ML-DSA-65")]
    [InlineData("ml-dsa-87")]
    public async Task Given_AnAlgorithm_When_AClientKeyIsMade_Expect_APrivateAndItsPublicFile(string algorithm)
    {
        string path = _tool.At("client.pem");

        ToolOutcome outcome = (await _tool.RunAsync("clients", "new-key", path, "--algorithm", algorithm)).Expect(ExitCode.Done);

        using SigningKey key = SigningKey.ImportFromPem(await File.ReadAllTextAsync(path));
        using VerifyingKey published = VerifyingKey.ImportFromPem(await File.ReadAllTextAsync($"{path}.pub"));
        Assert.Equal(algorithm, key.Algorithm.Name, ignoreCase: true);
        Assert.Equal(key.VerifyingKey.Thumbprint, published.Thumbprint);
        Assert.Contains($"{published.Thumbprint}", outcome.Out, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Theory]
    [InlineData("client.pem")]
    [InlineData("client.pem.pub")]
    public async Task Given_AFileThatIsThere_When_AClientKeyIsMade_Expect_ItLeftAlone(string name)
    {
        string path = _tool.Write(name, "something else");

        (await _tool.RunAsync("clients", "new-key", _tool.At("client.pem"))).Expect(ExitCode.Failed);

        Assert.Equal("something else", await File.ReadAllTextAsync(path));
    }

    [Theory]
    [InlineData("SLH-DSA-SHA2-128s")]
    [InlineData("ML-KEM-768")]
    public async Task Given_AnAlgorithmThatSignsNoRequests_When_AClientKeyIsMade_Expect_Usage(string algorithm) =>
        (await _tool.RunAsync("clients", "new-key", _tool.At("client.pem"), "--algorithm", algorithm)).Expect(ExitCode.Usage);

    [Fact]
    public async Task Given_PublicKeys_When_Enrolled_Expect_ASetThatAServerReads()
    {
        await EnrolAsync("ada", "--role", "customer", "auditor", "--until", "2027-12-31");
        await EnrolAsync("grace");

        IReadOnlyList<QuantumIdentity> identities = IdentityJwkSet.Parse(await File.ReadAllTextAsync(Set));

        Assert.Equal(["ada", "grace"], identities.Select(identity => identity.Subject));
        Assert.Equal(["customer", "auditor"], identities[0].Claims.Select(claim => claim.Value));
        Assert.Equal(DateTimeOffset.Parse("2027-12-31Z", CultureInfo.InvariantCulture), identities[0].NotAfter);
        Assert.Empty(identities[1].Claims);
        Assert.Equal(DateTimeOffset.MaxValue, identities[1].NotAfter);
    }

    [Fact]
    public async Task Given_AnEnrolledKey_When_EnrolledAgain_Expect_ARefusal()
    {
        string key = await EnrolAsync("ada");

        (await _tool.RunAsync("clients", "enrol", key, "--subject", "eve", "--set", Set)).Expect(ExitCode.Failed);

        Assert.Equal("ada", Assert.Single(IdentityJwkSet.Parse(await File.ReadAllTextAsync(Set))).Subject);
    }

    [Fact]
    public async Task Given_AnEnrolledKey_When_Revoked_Expect_ItToStayAndToSignNothingIn()
    {
        await EnrolAsync("ada");
        string key = await EnrolAsync("grace");
        using VerifyingKey published = VerifyingKey.ImportFromPem(await File.ReadAllTextAsync(key));

        (await _tool.RunAsync("clients", "revoke", $"{published.Thumbprint}", "--set", Set)).Expect(ExitCode.Done);

        Assert.Equal(
            [("ada", false), ("grace", true)],
            IdentityJwkSet.Parse(await File.ReadAllTextAsync(Set)).Select(identity => (identity.Subject, identity.IsRevoked)));
        (await _tool.RunAsync("clients", "enrol", key, "--subject", "grace", "--set", Set)).Expect(ExitCode.Failed);
    }

    [Fact]
    public async Task Given_WhatOthersWroteInTheSet_When_ItIsChanged_Expect_ItKeptWithTheModeOfTheFile()
    {
        using SigningKey other = SigningKey.Generate(SignatureAlgorithm.MLDsa44);
        string entry = other.VerifyingKey.ToJwk().TrimEnd().TrimEnd('}');
        await File.WriteAllTextAsync(Set, $$"""{"issued-by": "somebody", "keys": [{{entry}}, "x-note": "héllo" }]}""");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Set, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        await EnrolAsync("ada");

        string text = await File.ReadAllTextAsync(Set);
        Assert.Contains("\"issued-by\": \"somebody\"", text, StringComparison.Ordinal);
        Assert.Contains("\"x-note\": \"héllo\"", text, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(Set));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"keys": 1}""")]
    [InlineData("""{"keys": [{}]}""")]
    [InlineData("""{"keys": [], "keys": []}""")]
    public async Task Given_AFileThatIsNoSet_When_AKeyIsEnrolled_Expect_ItLeftAlone(string text)
    {
        await File.WriteAllTextAsync(Set, text);
        (await _tool.RunAsync("clients", "new-key", _tool.At("ada.pem"))).Expect(ExitCode.Done);

        (await _tool.RunAsync("clients", "enrol", _tool.At("ada.pem.pub"), "--subject", "ada", "--set", Set)).Expect(ExitCode.Failed);

        Assert.Equal(text, await File.ReadAllTextAsync(Set));
    }

    [Fact]
    public async Task Given_AKeyThatIsNotInTheSet_When_Revoked_Expect_ARefusal()
    {
        await EnrolAsync("ada");
        using SigningKey stranger = SigningKey.Generate(SignatureAlgorithm.MLDsa65);

        (await _tool.RunAsync("clients", "revoke", $"{stranger.VerifyingKey.Thumbprint}", "--set", Set)).Expect(ExitCode.Failed);
        (await _tool.RunAsync("clients", "revoke", "ada", "--set", Set)).Expect(ExitCode.Usage);
        (await _tool.RunAsync("clients", "revoke", $"{stranger.VerifyingKey.Thumbprint}", "--set", _tool.At("missing"))).Expect(ExitCode.Failed);
    }

    [Fact]
    public async Task Given_APrivateKey_When_ItIsEnrolled_Expect_ARefusalThatDoesNotRepeatIt()
    {
        string path = _tool.At("client.pem");
        (await _tool.RunAsync("clients", "new-key", path)).Expect(ExitCode.Done);
        using (SigningKey key = SigningKey.ImportFromPem(await File.ReadAllTextAsync(path)))
            _tool.Secrets.Add(key.ExportSeed());

        (await _tool.RunAsync("clients", "enrol", path, "--subject", "ada", "--set", Set)).Expect(ExitCode.Failed);

        Assert.False(File.Exists(Set));
    }

    private async Task<string> EnrolAsync(string subject, params string[] options)
    {
        string path = _tool.At($"{subject}.pem");
        (await _tool.RunAsync("clients", "new-key", path)).Expect(ExitCode.Done);
        (await _tool.RunAsync(["clients", "enrol", $"{path}.pub", "--subject", subject, "--set", Set, .. options])).Expect(ExitCode.Done);
        return $"{path}.pub";
    }
}
