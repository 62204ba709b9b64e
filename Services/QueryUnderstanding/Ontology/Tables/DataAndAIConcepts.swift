/// Concepts of data and artificial intelligence: analysis, visualization, engineering, machine
/// learning and language models.
enum DataAndAIConcepts {
    static let table = """
        # identifier | kind | label | aliases (; separated) | broader (, separated) | related (, separated)
        data-and-ai | category | Data and AI | data & ai; data and artificial intelligence; data services; data work | |
        data-analytics | category | Data analytics | data analysis; analytics; analysis of data; data analyses; data mining; data analysing; data anlysis | data-and-ai |
        data-science | category | Data science | data sciences; datascience; applied data science | data-and-ai |
        data-engineering | category | Data engineering | data pipelines; data pipeline; big data; big data engineering; bigdata | data-and-ai |
        artificial-intelligence | category | Artificial intelligence | ai; a.i.; ai development; artificial inteligence; ai solutions; ai services | data-and-ai |
        machine-learning | category | Machine learning | ml; machinelearning; machine-learning; applied machine learning | artificial-intelligence, data-science |

        data-analyst | occupation | Data analyst | data analysts; data analytics specialist; analytics specialist; data analysis expert; reporting analyst | data-analytics | sql, microsoft-excel
        bi-developer | occupation | Business intelligence developer | bi developer; bi analyst; business intelligence analyst; power bi developer; tableau developer | data-analyst | business-intelligence
        data-scientist | occupation | Data scientist | data scientists; data science expert; data science consultant; quantitative researcher | data-science | statistics, python
        data-engineer | occupation | Data engineer | data engineers; etl developer; big data engineer; analytics engineer; data pipeline engineer | data-engineering | etl
        ml-engineer | occupation | Machine learning engineer | ml engineer; ml engineers; machine learning developer; machine learning expert; mlops engineer | machine-learning | python
        ai-engineer | occupation | AI engineer | ai developer; ai engineers; ai specialist; ai expert; llm engineer; generative ai developer | artificial-intelligence | large-language-models
        prompt-engineer | occupation | Prompt engineer | prompt engineers; prompt writer; ai prompt writer; prompt designer | artificial-intelligence | prompt-engineering

        statistics | skill | Statistics | statistical analysis; stats; statistical modeling; statistical modelling; hypothesis testing; regression analysis | data-analytics, data-science | mathematics
        data-visualization | skill | Data visualization | data visualisation; data viz; dataviz; charts; chart design; charts and graphs; visualization of data; graphs | data-analytics | infographic
        business-intelligence | skill | Business intelligence | bi; bi reporting; business intelligence reporting; kpi reporting; business analytics | data-analytics | kpi-tracking
        data-cleaning | skill | Data cleaning | data cleansing; data wrangling; data preparation; data cleanup; data clean up; data preprocessing; data scrubbing | data-analytics | data-entry
        web-scraping | skill | Web scraping | webscraping; web scrapping; data scraping; web crawling; scraping; data extraction; screen scraping; web crawler; web harvesting | data-engineering | python
        etl | skill | ETL | extract transform load; elt; etl pipelines; etl pipeline; etl development | data-engineering |
        data-warehousing | skill | Data warehousing | data warehouse; data warehouses; dwh; data lake; data lakes; lakehouse; data lakehouse | data-engineering, databases |
        predictive-modeling | skill | Predictive modeling | predictive modelling; predictive analytics; forecasting models; time series; time series forecasting | machine-learning | statistics
        deep-learning | skill | Deep learning | neural networks; neural network; deep neural networks; cnn; rnn; deeplearning; artificial neural network | machine-learning |
        computer-vision | skill | Computer vision | image recognition; object detection; image processing; face recognition; facial recognition; image classification; cv; ocr; yolo | machine-learning |
        natural-language-processing | skill | Natural language processing | nlp; text mining; text analytics; sentiment analysis; text classification; named entity recognition | machine-learning |
        large-language-models | skill | Large language models | llm; llms; large language model; gpt; gpt-4; generative ai; genai; gen ai; foundation models | natural-language-processing |
        retrieval-augmented-generation | skill | Retrieval-augmented generation | rag; retrieval augmented generation; vector search; semantic search; embeddings | large-language-models |
        llm-fine-tuning | skill | LLM fine-tuning | fine-tuning; fine tuning; finetuning; lora; model fine-tuning; model training; rlhf | large-language-models |
        prompt-engineering | skill | Prompt engineering | prompting; prompt writing; prompt design; ai prompts; prompts | large-language-models |
        ai-agents | skill | AI agents | ai agent; agentic ai; autonomous agents; ai agent development; ai automation; multi-agent systems | large-language-models | process-automation
        chatbot-development | skill | Chatbot development | chat bot development; conversational ai; chatbot design; voice assistant development; voicebot | artificial-intelligence |
        ai-image-generation | skill | AI image generation | ai art; ai generated art; text to image; ai artwork; ai images; generative art; ai art generation | artificial-intelligence |
        speech-recognition | skill | Speech recognition and synthesis | speech to text; speech-to-text; voice recognition; asr; text to speech; speech recognition; tts | machine-learning | transcription
        data-annotation | skill | Data annotation | data labeling; data labelling; image annotation; image labeling; dataset labeling; text annotation; data tagging | data-and-ai | machine-learning
        ab-testing | skill | A/B testing | ab testing; a/b test; a/b tests; split testing; experimentation; multivariate testing; experiment design | data-analytics | conversion-optimization
        r-programming | skill | R programming | r; r language; rstats; r lang; rstudio; r studio; r statistics; r shiny; tidyverse; ggplot2; r programming language | programming-language, statistics |

        tableau | tool | Tableau | tableau desktop; tableau dashboard; tableau software; tabelau | data-visualization, business-intelligence |
        power-bi | tool | Power BI | powerbi; microsoft power bi; ms power bi; power query; dax; power bi dashboard | data-visualization, business-intelligence | tableau
        looker | tool | Looker Studio | looker; google data studio; data studio; google looker studio; lookml; looker studio dashboard | data-visualization, business-intelligence |
        pandas | tool | pandas | python pandas; pandas library; pandas dataframe; pandas python | data-analytics, python |
        spss | tool | SPSS | ibm spss; spss statistics; spss analysis; spss data analysis | statistics |
        tensorflow | tool | TensorFlow | tensor flow; keras; tf2; tensorflow 2; tensorflow lite | deep-learning, python |
        pytorch | tool | PyTorch | py torch; pytorch lightning | deep-learning, python | tensorflow
        scikit-learn | tool | scikit-learn | sklearn; scikit learn; scikit | machine-learning, python |
        hugging-face | tool | Hugging Face | huggingface; hugging face transformers; transformers library; sentence transformers | large-language-models |
        langchain | tool | LangChain | lang chain; langgraph; langchain framework | large-language-models, python | retrieval-augmented-generation
        openai-api | tool | OpenAI API | chatgpt; chat gpt; chatgpt api; openai; open ai; gpt api; gemini api; open ai api; chatgpt integration | large-language-models |
        claude-api | tool | Claude API | claude; claude ai; anthropic; anthropic api; anthropic claude; claude code | large-language-models | openai-api
        stable-diffusion | tool | Stable Diffusion | comfyui; stablediffusion; sdxl; stable diffusion models | ai-image-generation |
        midjourney | tool | Midjourney | mid journey; midjourney ai; midjourney art; mid-journey | ai-image-generation | stable-diffusion
        apache-spark | tool | Apache Spark | spark; pyspark; py spark; spark sql | data-engineering |
        kafka | tool | Apache Kafka | kafka; kafka streams; confluent; kafka connect | data-engineering |
        airflow | tool | Apache Airflow | airflow; air flow; airflow dags; airflow dag | etl, python |
        snowflake | tool | Snowflake | snow flake; snowflake db; snowflake data cloud; snowflake sql | data-warehousing |
        bigquery | tool | BigQuery | google bigquery; big query; gcp bigquery | data-warehousing | google-cloud

        data-dashboard | deliverable | Dashboard | dashboards; data dashboard; kpi dashboard; reporting dashboard; analytics dashboard; interactive dashboard | data-visualization | power-bi, tableau
        dataset | deliverable | Dataset | datasets; data set; data sets; training data; labelled dataset; scraped data; data collection | data-and-ai | web-scraping, data-annotation
        ml-model | deliverable | Machine learning model | ml model; trained model; ai model; prediction models; machine learning solution; classification model | machine-learning |
        chatbot | deliverable | Chatbot | chatbots; chat bot; chat bots; ai chatbot; ai assistant; customer service bot; virtual agent; gpt bot; custom gpt | chatbot-development | ai-engineer
        """
}
