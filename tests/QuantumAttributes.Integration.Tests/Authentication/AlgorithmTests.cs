using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using QuantumAttributes.AspNetCore;
using QuantumAttributes.Client;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Integration.Tests.Support;
using QuantumAttributes.Testing;

namespace QuantumAttributes.Integration.Tests.Authentication;

public class AlgorithmTests(AlgorithmTests.Server fixture) : IClassFixture<AlgorithmTests.Server>
{
    private readonly QuantumServer _server = fixture.Value;

    [Theory]
    [InlineData("ml-dsa-44", "/category-2", HttpStatusCode.OK)]
    [InlineData("ml-dsa-65", "/category-2", HttpStatusCode.OK)]
    [InlineData("ml-dsa-87", "/category-2", HttpStatusCode.OK)]
    [InlineData("ml-dsa-44", "/default", HttpStatusCode.Forbidden)]
    [InlineData("ml-dsa-65", "/default", HttpStatusCode.OK)]
    [InlineData("ml-dsa-87", "/default", HttpStatusCode.OK)]
    [InlineData("ml-dsa-65", "/category-5", HttpStatusCode.Forbidden)]
    [InlineData("ml-dsa-87", "/category-5", HttpStatusCode.OK)]
    [InlineData("ml-dsa-44", "/only-44", HttpStatusCode.OK)]
    [InlineData("ml-dsa-65", "/only-44", HttpStatusCode.Forbidden)]
    public async Task Given_AKeyOfAnAlgorithm_When_ItSignsARequest_Expect_WhatTheProfileSays(string algorithm, string path, HttpStatusCode expected)
    {
        using SigningKey key = SigningKey.Generate(Find(algorithm));
        using HttpClient client = _server.CreateClient(new ClientSetup { Channel = false, Key = _server.Enrol(key) });

        using HttpResponseMessage response = await client.PostAsync(path, new StringContent("content"));

        Assert.Equal(expected, response.StatusCode);
        if (expected == HttpStatusCode.OK)
            Assert.Equal($"alice with {algorithm} by signature", await response.Content.ReadAsStringAsync());
        else
            await Problem.ExpectAsync(expected, "forbidden", response);
    }

    [Theory]
    [InlineData("ml-dsa-44")]
    [InlineData("ml-dsa-65")]
    [InlineData("ml-dsa-87")]
    public async Task Given_AKeyOfAnAlgorithm_When_ItSignsAChannel_Expect_ItsName(string algorithm)
    {
        using SigningKey key = SigningKey.Generate(Find(algorithm));
        _server.Enrol(key);
        using RawChannel channel = await RawChannel.OpenAsync(_server, key);
        var record = await channel.SealAsync(HttpMethod.Post, "/any");

        using HttpResponseMessage response = await channel.SendAsync(RawChannel.Wrap(record, HttpMethod.Post, "/any"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.StartsWith($"auth=\"{algorithm}\"", RawChannel.Open(record, response)!.Headers.Fields["quantum-status"].Single());
    }

    [Fact]
    public async Task Given_ACategory_When_AnEndpointChallenges_Expect_ItsAlgorithmsNamed()
    {
        using HttpClient client = _server.CreatePlainClient();

        using HttpResponseMessage second = await client.PostAsync("/category-2", null);
        using HttpResponseMessage fifth = await client.PostAsync("/category-5", null);

        Assert.Contains("algs=\"ml-dsa-44 ml-dsa-65 ml-dsa-87\"", second.Headers.WwwAuthenticate.Single().ToString());
        Assert.Contains("algs=\"ml-dsa-87\"", fifth.Headers.WwwAuthenticate.Single().ToString());
    }

    // By the time that an answer takes nobody must learn who is registered: the same work is done for a key that nobody knows.
    [Theory]
    [InlineData("ml-dsa-44")]
    [InlineData("ml-dsa-65")]
    [InlineData("ml-dsa-87")]
    public async Task Given_AKeyOfAnAlgorithmThatNobodyEnrolled_When_ItSignsARequest_Expect_UnknownKey(string algorithm)
    {
        using var metrics = new MetricRecorder(_server);
        using SigningKey key = SigningKey.Generate(Find(algorithm));
        using HttpClient client = _server.CreateClient(
            new ClientSetup { Channel = false, Key = key, Signing = RequestSigning.Always });

        using HttpResponseMessage response = await client.PostAsync("/any", null);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("quantum.signatures/UnknownKey", metrics.All.Last());
    }

    private static SignatureAlgorithm Find(string name) =>
        SignatureAlgorithm.All.Single(algorithm => algorithm.HttpSignatureName == name);

    private static string Describe(HttpContext context) =>
        $"{context.User.Identity!.Name} with {context.User.FindFirst("quantum:alg")!.Value} by {context.User.FindFirst("quantum:mechanism")!.Value}";

    private static void AddProfiles(QuantumOptions quantum) => quantum
        .AddProfile("category-2", profile => profile.RequireCategory(2))
        .AddProfile("category-5", profile => profile.RequireCategory(5))
        .AddProfile("only-44", profile => profile.RequireCategory(2).RequireAlgorithm(SignatureAlgorithmName.MLDsa44))
        .AddProfile("any", profile => profile.RequireCategory(1));

    /// <summary>One server for all of them.</summary>
    public sealed class Server : IAsyncLifetime
    {
        internal QuantumServer Value { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            var time = new ManualTime();
            Value = await QuantumServer.StartAsync(
                app =>
                {
                    foreach (string profile in new[] { "default", "category-2", "category-5", "only-44", "any" })
                        app.MapPost($"/{profile}", Describe).RequireQuantumAuth(profile);
                },
                new ServerSetup { Time = time, Options = AddProfiles });
            time.Advance(TimeSpan.FromSeconds(10));
        }

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}
