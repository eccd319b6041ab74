using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using OpenApiSample;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.OpenApi;

/// <summary>The document of samples/OpenApi, which other applications copy.</summary>
public class OpenApiSampleTests(OpenApiSampleTests.Sample sample) : IClassFixture<OpenApiSampleTests.Sample>
{
    private readonly JsonElement _document = sample.Document;

    [Fact]
    public void Given_TheDocument_When_Read_Expect_TheSchemeAndWhereChannelsAreOpened()
    {
        JsonElement scheme = _document.GetProperty("components").GetProperty("securitySchemes").GetProperty("Quantum");

        Assert.Equal("http", scheme.GetProperty("type").GetString());
        Assert.Equal("Quantum", scheme.GetProperty("scheme").GetString());
        Assert.Equal("/.well-known/quantum", _document.GetProperty("x-quantum-channel").GetProperty("discovery").GetString());
    }

    [Theory]
    [InlineData("/rates", "get", false, false)]
    [InlineData("/vault", "get", false, true)]
    [InlineData("/account", "get", true, false)]
    [InlineData("/transfers", "post", true, true)]
    public void Given_AnOperation_When_Read_Expect_WhatItDemands(string path, string method, bool signIn, bool channel)
    {
        JsonElement operation = _document.GetProperty("paths").GetProperty(path).GetProperty(method);

        Assert.Equal(
            signIn ? """[{"Quantum":[]}]""" : null,
            operation.TryGetProperty("security", out JsonElement security) ? JsonSerializer.Serialize(security) : null);
        Assert.Equal(channel, operation.TryGetProperty("x-quantum-channel", out JsonElement extension) && extension.GetBoolean());
        JsonElement responses = operation.GetProperty("responses");
        Assert.Equal(signIn, responses.TryGetProperty("401", out _));
        Assert.Equal(signIn, responses.TryGetProperty("403", out _));
        Assert.Equal(channel, responses.TryGetProperty("426", out _));
    }

    public sealed class Sample : IAsyncLifetime
    {
        private readonly TemporaryDirectory _directory = new();
        private WebApplication? _app;

        public JsonElement Document { get; private set; }

        public async ValueTask InitializeAsync()
        {
            _app = BankApi.Create(["--contentRoot", _directory.Path, "--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default", "None"]);
            await _app.StartAsync();
            using var client = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()) };
            using JsonDocument document = JsonDocument.Parse(await client.GetStringAsync("/openapi/v1.json"));
            Document = document.RootElement.Clone();
        }

        public async ValueTask DisposeAsync()
        {
            await _app!.DisposeAsync();
            _directory.Dispose();
        }
    }
}
