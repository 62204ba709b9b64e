import Hosting

await ServiceProcess<HostedRecommender>.main()
